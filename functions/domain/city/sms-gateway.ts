/** The record by which the city's SMS gateway proves itself. */
import * as z from 'zod';
import { isoDate } from './records.ts';

/** The city's SMS gateway. Its secrets are KMS ciphertexts, at most two in force while one replaces the other. */
export const smsGateway = z.strictObject({
  version: z.number().int().positive(),
  validTo: isoDate.optional(),
  secrets: z
    .array(z.strictObject({ ciphertext: z.base64(), endsAt: z.iso.datetime().optional() }))
    .min(1)
    .max(2),
});
export type SmsGateway = z.infer<typeof smsGateway>;
