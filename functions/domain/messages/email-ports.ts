/** Port of e-mail to reporters who cannot be texted, through the relay that the city runs before its own mail server (ADR 020). */
import type { PublishResult } from './ports.ts';
import type { EmailRelay } from '../city/email-relay.ts';

/** An e-mail. Its `id` is the same at each attempt, so that a relay that remembers ids mails it once. */
export type Email = { id: string; to: string; subject: string; body: string };

/** Sends an e-mail. Answers `refused` for an address that is never taken, `not-sent` when nothing was sent; throws when that is unknown. */
export type EmailSender = { send(relay: EmailRelay, email: Email): Promise<PublishResult> };
