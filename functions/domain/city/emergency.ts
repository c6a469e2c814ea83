/** Whom people in danger are told to call. */
import * as z from 'zod';
import { storedObject } from '../kernel/stored.ts';

/** Name as an SMS gives it: at most 24 GSM-7 septets, limited to characters of one septet. */
export const smsName = z
  .string()
  .min(2)
  .max(24)
  .regex(/^[A-Za-z0-9 .,()/&'+-]*$/, "only letters, digits and . , ( ) / & ' + -");

/** Whom to call in an emergency. */
export const emergencyContact = storedObject({
  /** As an SMS names it, such as "pemadam kebakaran": characters of one septet. */
  name: smsName,
  number: z.string().regex(/^\d{3,13}$/, 'a telephone number in digits, such as 112'),
  /** True where a call costs nothing, even without credit. */
  free: z.boolean().optional(),
});
