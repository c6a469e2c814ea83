/** The directory record of the city's SMS gateway, which holds the secrets that authenticate it. */
import * as z from 'zod';
import { storedObject } from '../kernel/stored.ts';
import { isoDate } from './records.ts';

/** The SMS gateway. Its secrets are KMS ciphertexts, at most two in force so that one can replace the other. */
export const smsGateway = storedObject({
  version: z.number().int().positive(),
  validTo: isoDate.optional(),
  secrets: z
    .array(storedObject({ ciphertext: z.base64(), endsAt: z.iso.datetime().optional() }))
    .min(1)
    .max(2),
});
export type SmsGateway = z.infer<typeof smsGateway>;

/** Owner in the encryption context of the gateway's secrets. */
export const smsGatewayOwner = 'gateway#sms';
