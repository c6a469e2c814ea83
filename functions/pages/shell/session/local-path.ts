/** Where to go after signing in. */

const start = '/petugas';
const base = 'https://pages.invalid';

/**
 * Only pages of the console: an address that somebody made up must not lead to another site, nor straight back to the sign-in. Judged
 * after the browser's own reading of it: `/petugas/..//other.example` is another site.
 */
export function localPath(wanted: string | undefined): string {
  const url = wanted === undefined || wanted.length > 500 ? null : URL.parse(wanted, base);
  if (url?.origin !== base) return start;
  const isOurs = /^\/(?:petugas(?!\/(?:masuk|kembali|keluar)(?:\/|$))|kelola)(?:\/[^/]+)*$/.test(url.pathname);
  return isOurs ? url.pathname + url.search : start;
}
