/** The pages' function as a browser meets it, over an API that the test answers for. */
import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { apiHandler } from '../../../functions/http/api-handler.ts';
import type { ApiAnswer, Caller, CityApi, SignIn } from '../../../functions/pages/ports.ts';
import { assetOf } from '../../../functions/pages/shell/assets.ts';
import type { StaffMe } from '../../../functions/http/views/staff-me-schema.ts';
import { sessionCookie } from '../../../functions/pages/shell/session/officer-page.ts';
import { formToken, sessionKeys } from '../../../functions/pages/shell/session/cookie-cipher.ts';
import { newSession, encryptSession, secondsOf } from '../../../functions/pages/shell/session/session.ts';
import { pageDialect, pageRoute, type PageHandler } from '../../../functions/pages/shell/page-handler.ts';
import type { PageDeps } from '../../../functions/pages/shell/visit.ts';
import { routesOfPages } from '../../../functions/pages/routes.ts';

export type Asked = { method: string; path: string; body?: unknown; caller?: Caller | undefined };

/** Answers by `METHOD /path`, without the query; what is not there is 404. */
export type Answers = Record<string, unknown>;

/** Answer of `GET /v1/areas` with one kelurahan. */
export const areas = {
  areas: [
    {
      code: '81.71.02.1019',
      name: 'Uritetu',
      kind: 'kelurahan',
      districtCode: '81.71.02',
      districtName: 'Sirimau',
      lat: -3.7,
      long: 128.2,
    },
  ],
};

/** An API that says what the test gives it, and keeps what it was asked. */
export function fakeApi(answers: Answers): CityApi & { asked: Asked[] } {
  const asked: Asked[] = [];
  const answer = async <T>(method: string, path: string, caller?: Caller, body?: unknown): Promise<ApiAnswer<T>> => {
    asked.push({ method, path, caller, ...(body !== undefined && { body }) });
    const found = answers[`${method} ${path.split('?')[0]}`];
    if (found instanceof Error) throw found;
    if (found === undefined) return { ok: false, status: 404, problem: { code: 'not-found', detail: 'not found' } };
    const { refused } = found as { refused?: { status: number; problem: { code: string; detail: string } } };
    return refused ? { ok: false, ...refused } : { ok: true, body: found as T };
  };
  return {
    asked,
    get: (path, caller) => answer('GET', path, caller),
    post: (path, body, caller) => answer('POST', path, caller, body),
    put: (path, body, caller) => answer('PUT', path, caller, body),
    remove: (path, caller) => answer('DELETE', path, caller),
    sendPhoto: async () => true,
  };
}

const testKeys = sessionKeys('a session key of tests');
const fixed = (length: number): Uint8Array => createHash('sha256').update('fixed').digest().subarray(0, length);

/** What a signed-in officer's browser sends: its cookies, and the hidden field of its forms. */
export function signedIn(
  me: StaffMe,
  { now = '2026-03-10T00:00:00Z', token = `token of ${me.subject}`, ticket = '' } = {},
): { cookies: string[]; csrf: string } {
  const at = new Date(now);
  const begun = newSession({ token, me, tokenEndsAt: secondsOf(at) + 3600 }, at, fixed);
  const session = { ...begun, ticket: ticket || begun.ticket };
  return {
    cookies: [`${sessionCookie}=${encryptSession(testKeys, session, fixed)}`],
    csrf: formToken(testKeys, session.ticket),
  };
}

/** An issuer that redeems the code `right` with the verifier of the challenge it was last asked with. */
export function fakeSignIn(): SignIn {
  let last = { challenge: '', redirectUri: '' };
  return {
    issuer: 'https://issuer.example',
    authorizeUrl: async (asked) => {
      last = asked;
      return `https://issuer.example/authorize?state=${asked.state}`;
    },
    redeem: async ({ code, verifier, redirectUri }) =>
      code === 'right' &&
      redirectUri === last.redirectUri &&
      createHash('sha256').update(verifier).digest('base64url') === last.challenge
        ? { token: 'token', seconds: 3600 }
        : undefined,
    signOutUrl: async (backTo) => `https://issuer.example/logout?to=${encodeURIComponent(backTo)}`,
  };
}

export type Shown = { status: number; headers: Record<string, string>; cookies: string[]; html: string };

type BrowserOptions = {
  formOpen?: boolean;
  /** Whether the city has set a session key. */
  consoleOpen?: boolean;
  /** Null where the city has no client for the console. */
  signIn?: SignIn | null;
  random?: (length: number) => Uint8Array;
  now?: string;
  /** Pages of the test's own. */
  pages?: Record<string, PageHandler>;
};

/** A browser with the pages: `ask('GET', '/lacak/{trackingId}', '/lacak/AMB-…', …)`. */
export function browser(
  api: CityApi,
  {
    formOpen = true,
    consoleOpen = true,
    signIn = fakeSignIn(),
    random = fixed,
    now = '2026-03-10T00:00:00Z',
    pages = {},
  }: BrowserOptions = {},
) {
  const deps: PageDeps = {
    api,
    clock: { now: () => new Date(now) },
    zone: 'Asia/Jayapura',
    cityName: 'Kota Ambon',
    publicUrl: 'https://lapor.example',
    dataLicense: 'CC BY 4.0 <Kota Ambon>',
    formOpen: async () => formOpen,
    sessionKeys: async () => (consoleOpen ? testKeys : undefined),
    signIn: signIn ?? undefined,
    style: assetOf('tanggap.css', 'text/css; charset=utf-8', 'body{}'),
    script: assetOf('tanggap.js', 'text/javascript; charset=utf-8', ';'),
    map: { width: 10, height: 10, paths: { '81.71.02.1019': 'M0,0L5,0L5,5Z' } },
    random,
  };
  const others = Object.entries(pages).map(([key, page]) => [key, pageRoute(deps, key, page)] as const);
  const handler = apiHandler({ ...routesOfPages(deps), ...Object.fromEntries(others) }, [pageDialect]);
  return async (
    routeKey: string,
    path: string,
    more: {
      form?: Record<string, string> | URLSearchParams;
      cookies?: string[];
      headers?: Record<string, string>;
    } = {},
  ): Promise<Shown> => {
    const { form, cookies, headers } = more;
    const url = new URL(path, 'https://pages.example');
    const [method = 'GET', template = '/'] = routeKey.split(' ');
    const names = template.split('/');
    const values = url.pathname.split('/');
    const pathParameters = Object.fromEntries(
      names.flatMap((name, i) =>
        name.startsWith('{') ? [[name.slice(1, -1), decodeURIComponent(values[i] ?? '')]] : [],
      ),
    );
    // Without what API Gateway adds and no handler of ours reads.
    const event = {
      version: '2.0',
      routeKey,
      rawPath: url.pathname,
      rawQueryString: url.search.slice(1),
      headers: { ...(form && { 'content-type': 'application/x-www-form-urlencoded' }), ...headers },
      ...(cookies && { cookies }),
      queryStringParameters: Object.fromEntries(url.searchParams),
      pathParameters,
      requestContext: { http: { method, path: url.pathname }, requestId: 'request' },
      ...(form && { body: new URLSearchParams(form).toString() }),
      isBase64Encoded: false,
    } as unknown as APIGatewayProxyEventV2;
    const result = await handler(event, {} as Context);
    return {
      status: result.statusCode ?? 0,
      headers: result.headers as Record<string, string>,
      cookies: result.cookies ?? [],
      html: result.body ?? '',
    };
  };
}
