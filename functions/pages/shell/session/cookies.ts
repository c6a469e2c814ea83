/** The console's cookies: HttpOnly, sent to this site only, and only over HTTPS where the page came over it. */
import type { Visit } from '../visit.ts';

const isSecure = ({ request }: Visit): boolean => request.headers['x-forwarded-proto'] === 'https';

/** `__Host-`: a browser takes it only over HTTPS from this very host, so a neighbouring subdomain cannot plant one. */
const fullName = (visit: Visit, name: string): string => (isSecure(visit) ? `__Host-${name}` : name);

export function cookieOf(visit: Visit, name: string): string | undefined {
  const start = `${fullName(visit, name)}=`;
  return visit.request.cookies?.find((cookie) => cookie.startsWith(start))?.slice(start.length);
}

/** Until the browser is closed, unless `seconds` are given. Lax: a link from a message or the issuer's way back brings it along. */
export const setCookie = (visit: Visit, name: string, value: string, seconds?: number): string =>
  [
    `${fullName(visit, name)}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(isSecure(visit) ? ['Secure'] : []),
    ...(seconds === undefined ? [] : [`Max-Age=${seconds}`]),
  ].join('; ');

export const dropCookie = (visit: Visit, name: string): string => setCookie(visit, name, '', 0);
