/**
 * Opens and closes the private link of a report. The secret is in an address once: opening the link moves it into a cookie for this report's
 * pages alone and redirects to an address without it, so that no page in the history, no referrer and no bookmark holds it.
 */
import { seeOther, type ApiResponse } from '../shell/respond.ts';
import type { Visit } from '../shell/visit.ts';

const cookieName = 'tanggap_laporan';

/** The page of a complaint, such as `/lacak/AMB-7K3Q9CX`. */
export const pathOf = (trackingId: string): string => `/lacak/${encodeURIComponent(trackingId)}`;

/** The complaint in the API. */
export const apiPathOf = (trackingId: string): string => `/v1/complaints/${encodeURIComponent(trackingId)}`;

/** The cookie lives until the browser is closed: telephones and counters are shared. */
export const keep = (trackingId: string, secret: string): string =>
  `${cookieName}=${encodeURIComponent(secret)}; Path=${pathOf(trackingId)}; HttpOnly; Secure; SameSite=Lax`;

const forget = (trackingId: string): string => `${keep(trackingId, '')}; Max-Age=0`;

/** The secret of this page's report; undefined unless its link was opened here. */
export function secretOf({ request }: Visit): string | undefined {
  const found = request.cookies?.find((cookie) => cookie.startsWith(`${cookieName}=`));
  const value = found?.slice(cookieName.length + 1);
  return value && /^[\w-]{1,200}$/.test(value) ? value : undefined;
}

/** Opens the link. The API checks the secret, on the next page. */
export async function openLink(visit: Visit): Promise<ApiResponse> {
  const { secret = '' } = visit.request.path;
  // The cookie is bound to the path as the city spells it; a link typed from paper may be in small letters.
  const trackingId = visit.request.path['trackingId']?.toUpperCase() ?? '';
  return seeOther(visit.href(pathOf(trackingId)), [keep(trackingId, secret)]);
}

export const closeLink = (visit: Visit, trackingId: string): ApiResponse =>
  seeOther(visit.href('/lacak'), [forget(trackingId)]);
