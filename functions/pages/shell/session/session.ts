/**
 * Makes and reads an officer's session. It is kept encrypted in the browser's cookie: there is no table to read at each page or to steal
 * from. Its times are encrypted with it, so that the server decides when it is over (docs/adr/019-officer-session.md).
 */
import type { Random } from '../../../domain/kernel/ports.ts';
import * as z from 'zod';
import { staffMe, type StaffMe } from '../../../http/views/staff-me-schema.ts';
import { encryptCookie, decryptCookie, type SessionKeys } from './cookie-cipher.ts';

/** NIST SP 800-63B 4.2.3 for AAL2: after 30 minutes without a page, and 12 hours after signing in at the latest. */
export const sessionLimits = { idleSeconds: 30 * 60, absoluteSeconds: 12 * 60 * 60 };

/** The cookie is written again after this time, not at every page. */
const renewSeconds = 60;

/** Limit of the value: browsers keep 4,096 bytes of name, value and attributes together. */
export const maxCookieBytes = 3_900;

/** Times are whole seconds since 1970. */
const session = z.object({
  /** The issuer's access token. */
  token: z.string(),
  me: staffMe,
  /** Random; the forms' hidden fields are derived from it. */
  ticket: z.string(),
  seenAt: z.number(),
  endsAt: z.number(),
});
export type Session = z.infer<typeof session>;

const purpose = 'session';
export const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1000);

/** A session that begins now, always under a ticket of its own, whatever the browser held before. */
export function newSession(
  { token, me, tokenEndsAt }: { token: string; me: StaffMe; tokenEndsAt: number },
  now: Date,
  random: Random,
): Session {
  const at = secondsOf(now);
  return {
    token,
    me,
    ticket: Buffer.from(random(16)).toString('base64url'),
    seenAt: at,
    endsAt: Math.min(at + sessionLimits.absoluteSeconds, tokenEndsAt),
  };
}

export const encryptSession = (keys: SessionKeys, value: Session, random: Random): string =>
  encryptCookie(keys, purpose, value, random);

/** The session in a cookie; undefined when it is over, was changed, or is of another key. */
export function openSession(keys: SessionKeys, text: string, now: Date): Session | undefined {
  const found = session.safeParse(decryptCookie(keys, purpose, text)).data;
  const at = secondsOf(now);
  return found && at < found.endsAt && at < found.seenAt + sessionLimits.idleSeconds ? found : undefined;
}

/** The session seen now; undefined while the cookie is fresh enough. */
export const seenNow = (value: Session, now: Date): Session | undefined =>
  secondsOf(now) >= value.seenAt + renewSeconds ? { ...value, seenAt: secondsOf(now) } : undefined;
