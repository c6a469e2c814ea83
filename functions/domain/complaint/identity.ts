/** Defines a reporter's identity and the record of each access to it. */
import * as z from 'zod';

/** A reporter's name, phone in E.164 and e-mail, stored only as one ciphertext. */
export const identity = z.object({
  name: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
});
export type Identity = z.infer<typeof identity>;

/** One access to an identity, stored before it is decrypted. */
export const accessRecord = z.object({
  complaintId: z.string(),
  at: z.string(),
  officer: z.string(),
  role: z.string(),
  reason: z.string(),
});
export type AccessRecord = z.infer<typeof accessRecord>;
