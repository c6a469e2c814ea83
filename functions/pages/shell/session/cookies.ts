/** Reads and sets the console's cookies: HttpOnly, for this site only, and only over HTTPS where the page came over it. */
import type { Visit } from '../visit.ts';

const isSecure = ({ request }: Visit): boolean => request.headers['x-forwarded-proto'] === 'https';

/** Adds `__Host-`, which a browser accepts only over HTTPS from this very host, so that a neighbouring subdomain cannot plant a cookie. */
const fullName = (visit: Visit, name: string): string => (isSecure(visit) ? `__Host-${name}` : name);

export function cookieOf(visit: Visit, name: string): string | undefined {
  const start = `${fullName(visit, name)}=`;
  return visit.request.cookies?.find((cookie) => cookie.startsWith(start))?.slice(start.length);
}

/** The cookie lives until the browser is closed, unless `seconds` are given. Lax: a link in a message or the issuer's redirect brings it along. */
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
