/** E-mail to reporters who cannot be texted: by the city's own mail server, behind a relay that the city runs (ADR 020). */
import type { PublishResult } from './ports.ts';
import type { EmailRelay } from '../city/email-relay.ts';

/** `id` is the same each time the message is handed over, so that a relay that remembers it mails it once. */
export type Email = { id: string; to: string; subject: string; body: string };

/** `refused`: this address never. `not-sent`: certainly not this time. Throws when nobody knows. */
export type EmailSender = { send(relay: EmailRelay, email: Email): Promise<PublishResult> };
