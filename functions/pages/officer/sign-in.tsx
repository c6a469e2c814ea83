/** Signs officers in at the issuer by the authorization code flow with PKCE (RFC 7636), and out. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { IssuerUnavailable, type SignIn } from '../ports.ts';
import type { StaffMe } from '../../http/views/staff-me-schema.ts';
import type { PageHandler } from '../shell/page-handler.ts';
import { LinkButton } from '../shell/parts.tsx';
import { refused, sentences } from '../shell/refused.tsx';
import { seeOther, type ApiResponse } from '../shell/respond.ts';
import { addressOf, fieldOf, type Visit } from '../shell/visit.ts';
import { cookieOf, dropCookie, setCookie } from '../shell/session/cookies.ts';
import { sessionCookie, sessionOf } from '../shell/session/officer-page.ts';
import { localPath } from '../shell/session/local-path.ts';
import { closed } from '../shell/session/not-signed-in.tsx';
import { isFormToken, encryptCookie, decryptCookie, type SessionKeys } from '../shell/session/cookie-cipher.ts';
import { maxCookieBytes, newSession, encryptSession, secondsOf } from '../shell/session/session.ts';

/** Time between leaving for the issuer and coming back: enough to find a phone for the second factor. */
const pendingSeconds = 10 * 60;
const pendingCookie = 'tanggap_masuk';
const pendingPurpose = 'sign-in';

/** State that the browser brings back, so that only the browser that left can come back. */
const pending = z.object({ state: z.string(), verifier: z.string(), to: z.string(), until: z.number() });

type Open = { visit: Visit; keys: SessionKeys; signIn: SignIn };

/** A page that needs the console to be open. */
const whenOpen =
  (page: (open: Open) => Promise<ApiResponse>): PageHandler =>
  async (visit) => {
    const { sessionKeys, signIn } = visit.deps;
    const keys = await sessionKeys();
    if (!keys || !signIn) return closed(visit);
    try {
      return await page({ visit, keys, signIn });
    } catch (error) {
      if (!(error instanceof IssuerUnavailable)) throw error;
      return message(visit, 503, [visit.t.officer.issuerDown], visit.href('/petugas/masuk'));
    }
  };

/** Redirects to the issuer; without a target it shows the page of somebody who has signed out. */
export const goToIssuer = whenOpen(async ({ visit, keys, signIn }) => {
  const { deps, request, lang, href, t } = visit;
  const { ke } = request.query;
  if (ke === undefined) return message(visit, 200, [t.officer.signInLead], href('/petugas/masuk', { ke: '/petugas' }));
  const word = (length: number): string => Buffer.from(deps.random(length)).toString('base64url');
  const [state, verifier] = [word(16), word(32)];
  const until = secondsOf(deps.clock.now()) + pendingSeconds;
  const kept = encryptCookie(keys, pendingPurpose, { state, verifier, to: localPath(ke), until }, deps.random);
  const to = await signIn.authorizeUrl({
    redirectUri: addressOf(visit, '/petugas/kembali'),
    state,
    challenge: createHash('sha256').update(verifier).digest('base64url'),
    lang,
  });
  return seeOther(to, [setCookie(visit, pendingCookie, kept, pendingSeconds)]);
});

/** Starts a session of its own for whoever comes back from the issuer and is in the directory. */
export const comeBack = whenOpen(async ({ visit, keys, signIn }) => {
  const { deps, request, t, href } = visit;
  const { state, code, iss } = request.query;
  const now = deps.clock.now();
  const left = pending.safeParse(decryptCookie(keys, pendingPurpose, cookieOf(visit, pendingCookie) ?? '')).data;
  const again = href('/petugas/masuk', { ke: left?.to ?? '/petugas' });
  const failed = (status: number, lines: string[], link = again): ApiResponse => ({
    ...message(visit, status, lines, link),
    // Another tab's attempt may still be under way: a return that is not its own must not end it.
    ...((!left || left.state === state || secondsOf(now) >= left.until) && {
      cookies: [dropCookie(visit, pendingCookie)],
    }),
  });
  const mine = left !== undefined && left.state === state && secondsOf(now) < left.until;
  // Another tab of this browser came back before: its session serves this tab too, and this code is left to lapse.
  if (!mine && sessionOf(visit, keys)) return seeOther(left?.to ?? href('/petugas'));
  // The return is another browser's, repeated or stale; or, by RFC 9207, from another issuer.
  if (!mine || (iss !== undefined && iss !== signIn.issuer)) return failed(400, [t.officer.stale]);
  if (code === undefined) return failed(400, [t.officer.notDone]);
  const redeemed = await signIn.redeem({
    code,
    verifier: left.verifier,
    redirectUri: addressOf(visit, '/petugas/kembali'),
  });
  if (!redeemed) return failed(400, [t.officer.stale]);
  const { token, seconds } = redeemed;
  const me = await deps.api.get<StaffMe>('/v1/staff/me', { token });
  if (!me.ok) {
    const elsewhere = (await signIn.signOutUrl(addressOf(visit, '/petugas/masuk'))) ?? again;
    if (me.status === 403) return failed(403, [t.officer.unknown, t.officer.unknownHint], elsewhere);
    return failed(502, [t.officer.tokenRefused], elsewhere);
  }
  const session = newSession({ token, me: me.body, tokenEndsAt: secondsOf(now) + seconds }, now, deps.random);
  const encrypted = encryptSession(keys, session, deps.random);
  if (encrypted.length > maxCookieBytes) return failed(502, [t.officer.tokenTooLarge]);
  return seeOther(left.to, [dropCookie(visit, pendingCookie), setCookie(visit, sessionCookie, encrypted)]);
});

/**
 * Ends the session here and at the issuer. The answer is a page that leads on by itself, since the policy `form-action` would stop a
 * redirect of the form to another host.
 */
export const signOut = whenOpen(async ({ visit, keys, signIn }) => {
  const { t, href } = visit;
  const session = sessionOf(visit, keys);
  if (session && !isFormToken(keys, session.ticket, fieldOf(visit, 'csrf')))
    return refused(visit, { status: 403, problem: { code: 'cross-site', detail: t.error.cross } });
  const issuers = await signIn.signOutUrl(addressOf(visit, '/petugas/masuk')).catch(() => undefined);
  const to = issuers ?? href('/petugas/masuk');
  const page = message(visit, 200, [t.officer.signedOut], to, t.officer.goOn);
  return {
    ...page,
    headers: { ...page.headers, refresh: `0; url=${to}` },
    cookies: [dropCookie(visit, sessionCookie)],
  };
});

function message(
  visit: Visit,
  status: number,
  lines: readonly string[],
  link: string,
  linkText = visit.t.officer.signIn,
): ApiResponse {
  const below = <LinkButton href={link}>{linkText}</LinkButton>;
  return sentences(visit, status, visit.t.officer.title, lines, { below });
}
