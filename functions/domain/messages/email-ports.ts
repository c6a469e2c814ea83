/** E-mail to reporters who cannot be texted: by the city's own mail server, behind a relay that the city runs (ADR 020). */
import * as z from 'zod';
import type { PublishResult } from './ports.ts';
import { smsGateway } from '../city/sms-gateway.ts';

/** Where e-mail is handed over, and the secrets that sign it: at most two in force while one replaces the other. */
export const emailRelay = smsGateway.extend({ url: z.url().max(500) });
export type EmailRelay = z.infer<typeof emailRelay>;

/** Under whose name the relay's secrets are encrypted. */
export const emailRelayOwner = 'gateway#email';

/** `id` is the same each time the message is handed over, so that a relay that remembers it mails it once. */
export type Email = { id: string; to: string; subject: string; body: string };

/** `refused`: this address never. `not-sent`: certainly not this time. Throws when nobody knows. */
export type EmailSender = { send(relay: EmailRelay, email: Email): Promise<PublishResult> };
