/**
 * The private link of a report. Its secret stands in an address once: opening the link puts it in a cookie that only this report's pages
 * are sent, and leads on to an address without it. So it is in no history entry that is shown, no referrer, no bookmark of the page.
 */
import type { ApiResponse } from '../../http/api-handler.ts';
import { seeOther } from '../shell/respond.ts';
import type { Visit } from '../shell/visit.ts';

const cookieName = 'tanggap_laporan';

/** Such as `/lacak/AMB-7K3Q9CX`. */
export const pathOf = (trackingId: string): string => `/lacak/${encodeURIComponent(trackingId)}`;

export const apiPathOf = (trackingId: string): string => `/v1/complaints/${encodeURIComponent(trackingId)}`;

/** Until the browser is closed: telephones and counters are shared. */
export const keep = (trackingId: string, secret: string): string =>
  `${cookieName}=${encodeURIComponent(secret)}; Path=${pathOf(trackingId)}; HttpOnly; Secure; SameSite=Lax`;

const forget = (trackingId: string): string => `${keep(trackingId, '')}; Max-Age=0`;

/** The secret of the report whose page this is, if its link was opened here. */
export function secretOf({ request }: Visit): string | undefined {
  const found = request.cookies?.find((cookie) => cookie.startsWith(`${cookieName}=`));
  const value = found?.slice(cookieName.length + 1);
  return value && /^[\w-]{1,200}$/.test(value) ? value : undefined;
}

/** Opens the link. Whether the secret is right is the API's to say, on the next page. */
export async function openLink(visit: Visit): Promise<ApiResponse> {
  const { secret = '' } = visit.request.path;
  // The cookie goes by the path, and a link that was typed from paper may be in small letters.
  const trackingId = visit.request.path['trackingId']?.toUpperCase() ?? '';
  return seeOther(visit.href(pathOf(trackingId)), [keep(trackingId, secret)]);
}

export const closeLink = (visit: Visit, trackingId: string): ApiResponse =>
  seeOther(visit.href('/lacak'), [forget(trackingId)]);
