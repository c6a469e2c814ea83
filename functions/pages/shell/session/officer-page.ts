/** Opens the session for an officer's page, checks where a form came from, and keeps the session alive. */
import { ApiUnavailable, type CityApi } from '../../ports.ts';
import type { ApiResponse } from '../../../http/api-handler.ts';
import type { StaffMe } from '../../../http/views/staff-me-schema.ts';
import { orUnavailable, unavailable } from '../unavailable.ts';
import type { PageHandler } from '../page-handler.ts';
import { seeOther } from '../respond.ts';
import { fieldOf, type Visit } from '../visit.ts';
import { navOf } from './console-nav.ts';
import { cookieOf, dropCookie, setCookie } from './cookies.ts';
import { closed, signInFirst } from './not-signed-in.tsx';
import type { Desk } from './desk.ts';
import { formToken, isFormToken, type SessionKeys } from './cookie-cipher.ts';
import { refusedDesk } from './refused-desk.tsx';
import { maxCookieBytes, openSession, encryptSession, secondsOf, seenNow, type Session } from './session.ts';

export const sessionCookie = 'tanggap_petugas';

export const sessionOf = (visit: Visit, keys: SessionKeys): Session | undefined =>
  openSession(keys, cookieOf(visit, sessionCookie) ?? '', visit.deps.clock.now());

/** The API no longer takes the token. */
class SessionOver extends Error {
  override readonly name = 'SessionOver';
}

/**
 * A page that wants an officer. Without a session it leads to the sign-in and back; a form without the session's own hidden field is
 * refused.
 */
export const officerPage =
  (page: (desk: Desk) => Promise<ApiResponse>): PageHandler =>
  async (visit) => {
    const { sessionKeys, signIn, clock, random, api } = visit.deps;
    const keys = await sessionKeys();
    if (!keys || !signIn) return closed(visit);
    const session = sessionOf(visit, keys);
    if (!session) return signInFirst(visit);
    const { token, me, ticket } = session;
    const asOfficer = officerApi(api, token);
    const desk: Desk = { ...visit, api: asOfficer, nav: navOf(visit, me), me, csrf: formToken(keys, ticket) };
    // Usually a form of an earlier session in another tab: its words are shown, and nothing is sent.
    if (visit.method !== 'GET' && !isFormToken(keys, ticket, fieldOf(visit, 'csrf')))
      return refusedDesk(desk, { status: 403, problem: { code: 'cross-site', detail: '' } }, visit.t.error.cross);
    try {
      const answer = await orTypedAgain(desk, page);
      const moved = answer.status === 403 && visit.method === 'GET' ? await meNow(desk) : undefined;
      if (moved) {
        const fresh = encryptSession(keys, { ...session, me: moved, seenAt: secondsOf(clock.now()) }, random);
        if (fresh.length <= maxCookieBytes)
          return seeOther(visit.href('/petugas'), [setCookie(visit, sessionCookie, fresh)]);
      }
      const seen = seenNow(session, clock.now());
      if (!seen) return answer;
      const renewed = setCookie(visit, sessionCookie, encryptSession(keys, seen, random));
      return { ...answer, cookies: [...(answer.cookies ?? []), renewed] };
    } catch (error) {
      if (!(error instanceof SessionOver)) throw error;
      const first = signInFirst(visit);
      return { ...first, cookies: [dropCookie(visit, sessionCookie)] };
    }
  };

/** Shows a form again with every word of it when the API does not answer. */
async function orTypedAgain(desk: Desk, page: (desk: Desk) => Promise<ApiResponse>): Promise<ApiResponse> {
  try {
    return await page(desk);
  } catch (error) {
    if (!(error instanceof ApiUnavailable)) throw error;
    return refusedDesk(desk, unavailable);
  }
}

/** The officer as the API knows them now; undefined when the session says the same. Officers move to other agencies and roles. */
async function meNow({ api, me }: Desk): Promise<StaffMe | undefined> {
  const now = await orUnavailable(api.get<StaffMe>('/v1/staff/me'));
  return now.ok && JSON.stringify(now.body) !== JSON.stringify(me) ? now.body : undefined;
}

/** The API in an officer's name. Its 401 means that the session is over. */
function officerApi(api: CityApi, token: string): CityApi {
  const checked = async <T extends { ok: boolean; status?: number }>(asking: Promise<T>): Promise<T> => {
    const answer = await asking;
    if (!answer.ok && answer.status === 401) throw new SessionOver('the API no longer takes the token');
    return answer;
  };
  return {
    get: (path) => checked(api.get(path, { token })),
    post: (path, body, caller) => checked(api.post(path, body, { ...caller, token })),
    put: (path, body) => checked(api.put(path, body, { token })),
    remove: (path) => checked(api.remove(path, { token })),
    sendPhoto: (offer, bytes, type) => api.sendPhoto(offer, bytes, type),
  };
}
