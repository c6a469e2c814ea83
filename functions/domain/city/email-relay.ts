/** The relay of the city's mail server: the record by which e-mail is handed over (ADR 020). */
import * as z from 'zod';
import { smsGateway } from './sms-gateway.ts';

/** Where e-mail is handed over, and the secrets that sign it: at most two in force while one replaces the other. */
export const emailRelay = smsGateway.extend({ url: z.url().max(500) });
export type EmailRelay = z.infer<typeof emailRelay>;

/** Under whose name the relay's secrets are encrypted. */
export const emailRelayOwner = 'gateway#email';
