/** Turns page functions into routes of the API handler: language, forms, where a post came from, and errors as pages. */
import { ApiUnavailable } from '../ports.ts';
import type { ApiRequest, ApiResponse, Dialect, Route } from '../../http/api-handler.ts';
import { parseForm } from '../../http/open311/form.ts';
import { refused } from './refused.tsx';
import { unavailable } from './unavailable.ts';
import { visitOf, type PageDeps, type Visit } from './visit.ts';

/** Answers one request for a page. */
export type PageHandler = (visit: Visit) => Promise<ApiResponse>;

/** @param key method and path as in the route table, such as `GET /lacak/{trackingId}` */
export const pageRoute =
  (deps: PageDeps, key: string, page: PageHandler): Route =>
  async (request) => {
    const [method = '', template = '/'] = key.split(' ');
    const visit = visitOf(deps, request, method, filled(template, request));
    if (method !== 'GET' && !fromHere(request, deps.publicUrl))
      return refused(visit, { status: 403, problem: { code: 'cross-site', detail: visit.t.error.cross } });
    try {
      return await page(visit);
    } catch (error) {
      if (!(error instanceof ApiUnavailable)) throw error;
      return refused(visit, unavailable);
    }
  };

const filled = (template: string, { path }: ApiRequest): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));

/**
 * True unless a browser says that another site sent the form: in `sec-fetch-site`, or where it does not send that, in `origin`. Programs send
 * neither, and no cookie of somebody else.
 */
function fromHere({ headers }: ApiRequest, publicUrl: string): boolean {
  const { 'sec-fetch-site': site, origin } = headers;
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return origin === undefined || origin === publicUrl;
}

/** An admin's form holds a whole record, row by row: 64 kB of JSON, which percent-encoding makes up to three times as long. */
const formLimits = { fields: 4_000, bytes: 200_000 };

/** Reads forms and answers HTML. */
export const pageDialect: Dialect = {
  speaks: () => true,
  readBody: (event) => parseForm(event, formLimits),
  refuse: ({ status, title }, correlationId) => ({
    statusCode: status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'",
      'referrer-policy': 'no-referrer',
    },
    // Fixed words and a random id need no escaping.
    body:
      `<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tanggap</title>` +
      `<h1>Halaman tidak dapat ditampilkan</h1><p>Coba lagi sebentar lagi. <span lang="en">This page cannot be shown (${title}); try again.</span></p>` +
      `<p>${correlationId}</p><p><a href="/">Tanggap</a></p>`,
  }),
};
