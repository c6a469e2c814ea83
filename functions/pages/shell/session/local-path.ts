/** Keeps a sign-in from leading to another site. */

const start = '/petugas';
const base = 'https://pages.invalid';

/**
 * The wanted path if it is a page of the console other than the sign-in, else the start page. The path is judged as a browser reads it:
 * `/petugas/..//other.example` is another site.
 */
export function localPath(wanted: string | undefined): string {
  const url = wanted === undefined || wanted.length > 500 ? null : URL.parse(wanted, base);
  if (url?.origin !== base) return start;
  const isOurs = /^\/(?:petugas(?!\/(?:masuk|kembali|keluar)(?:\/|$))|kelola)(?:\/[^/]+)*$/.test(url.pathname);
  return isOurs ? url.pathname + url.search : start;
}
