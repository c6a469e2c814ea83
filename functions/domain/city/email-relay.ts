/** The directory record of the city's e-mail relay (ADR 020). */
import * as z from 'zod';
import { smsGateway } from './sms-gateway.ts';

/** The relay's URL, and the secrets that sign requests to it: at most two in force, so that one can replace the other. */
export const emailRelay = smsGateway.extend({ url: z.url().max(500) });
export type EmailRelay = z.infer<typeof emailRelay>;

/** Owner in the encryption context of the relay's secrets. */
export const emailRelayOwner = 'gateway#email';
