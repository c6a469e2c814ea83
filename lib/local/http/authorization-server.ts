import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { MovedClock } from '../time/moved-clock.ts';
import type { LocalOfficer } from '../seed-local.ts';
import type { Template } from '../template/template.ts';
import type { Issuer } from './issuer.ts';
import { choicePage, faultPage } from './authorize-page.ts';
import { readBody, sendJson, type Answer } from './listen.ts';

/** A client of the template that signs people in by a browser. */
export type LoginClient = { id: string; callbacks: string[]; logouts: string[]; tokenSeconds: number };

const ClientProperties = z.object({
  CallbackURLs: z.array(z.string()).default([]),
  LogoutURLs: z.array(z.string()).default([]),
  AllowedOAuthFlows: z.array(z.string()).default([]),
  AccessTokenValidity: z.coerce.number().default(60),
  TokenValidityUnits: z.object({ AccessToken: z.literal('minutes').optional() }).optional(),
});

/** The user pool clients that may use the authorization code flow. */
export const readLoginClients = (template: Template): LoginClient[] =>
  template
    .of('AWS::Cognito::UserPoolClient', ClientProperties)
    .filter(({ properties }) => properties.AllowedOAuthFlows.includes('code'))
    .map(({ names, properties }) => ({
      id: names.ref,
      callbacks: properties.CallbackURLs,
      logouts: properties.LogoutURLs,
      tokenSeconds: properties.AccessTokenValidity * 60,
    }));

/** Data behind an authorization code. */
type Grant = { client: LoginClient; redirectUri: string; challenge: string; subject: string; until: number };

/** As Cognito's: minutes, since a browser brings it back at once. */
const CODE_MS = 5 * 60 * 1000;
const BODY_LIMIT = 64 * 1024;

const AuthorizeQuery = z.object({
  response_type: z.literal('code'),
  code_challenge_method: z.literal('S256'),
  code_challenge: z.string().regex(/^[\w-]{43}$/),
  scope: z.string().regex(/(^| )openid( |$)/),
  state: z.string().optional(),
});

const TokenForm = z.object({
  grant_type: z.literal('authorization_code'),
  code: z.string(),
  client_id: z.string(),
  redirect_uri: z.string(),
  code_verifier: z.string().regex(/^[\w.~-]{43,128}$/),
});

/**
 * The authorization server of the local issuer: OpenID Connect's code flow with PKCE, for public clients. In place of a password it asks which
 * officer of the directory one is; everything else is checked as it would be. `officers`: who may be chosen.
 */
export function createAuthorizationServer(
  issuer: Issuer,
  clock: MovedClock,
  clients: readonly LoginClient[],
  officers: () => Promise<LocalOfficer[]>,
): Answer {
  const path = new URL(issuer.url).pathname;
  const grants = new Map<string, Grant>();

  async function authorize(url: URL, response: ServerResponse): Promise<void> {
    const given = Object.fromEntries(url.searchParams);
    const client = clients.find(({ id }) => id === given['client_id']);
    const redirectUri = given['redirect_uri'] ?? '';
    // A request with a wrong client or address gets an error and no redirect, because it may be an impostor's.
    if (!client?.callbacks.includes(redirectUri))
      return sendPage(
        response,
        400,
        faultPage(`not a redirect_uri of this client: ${client?.callbacks.join(', ') ?? 'unknown'}`),
      );
    const back = (more: Record<string, string | undefined>): void =>
      lead(response, redirectUri, { ...more, state: given['state'], iss: issuer.url });
    const query = AuthorizeQuery.safeParse(given);
    if (!query.success) return back({ error: 'invalid_request' });
    const all = await officers();
    if (given['subject'] === undefined) return sendPage(response, 200, choicePage(url, all));
    const officer = all.find(({ subject }) => subject === given['subject']);
    if (officer === undefined) return back({ error: 'access_denied' });
    const code = randomBytes(24).toString('base64url');
    const { code_challenge: challenge } = query.data;
    grants.set(code, { client, redirectUri, challenge, subject: officer.subject, until: clock.now() + CODE_MS });
    return back({ code });
  }

  async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = (await readBody(request, BODY_LIMIT)).toString();
    const form = TokenForm.safeParse(Object.fromEntries(new URLSearchParams(text)));
    const refuse = (error: string): void => sendJson(response, 400, { error }, { 'cache-control': 'no-store' });
    if (!form.success) return refuse('invalid_request');
    const grant = grants.get(form.data.code);
    // A code is used once only, also when it is refused.
    grants.delete(form.data.code);
    const challenge = createHash('sha256').update(form.data.code_verifier).digest('base64url');
    if (
      grant === undefined ||
      clock.now() >= grant.until ||
      grant.client.id !== form.data.client_id ||
      grant.redirectUri !== form.data.redirect_uri ||
      grant.challenge !== challenge
    )
      return refuse('invalid_grant');
    const { id, tokenSeconds } = grant.client;
    const accessToken = await issuer.sign(grant.subject, { audience: id, seconds: tokenSeconds });
    sendJson(
      response,
      200,
      { access_token: accessToken, token_type: 'Bearer', expires_in: tokenSeconds, scope: 'openid' },
      { 'cache-control': 'no-store' },
    );
  }

  /** Takes Cognito's parameters. There is no session to end here: each sign-in chooses an officer again. */
  function logout(url: URL, response: ServerResponse): void {
    const client = clients.find(({ id }) => id === url.searchParams.get('client_id'));
    const to = url.searchParams.get('logout_uri') ?? '';
    if (client?.logouts.includes(to)) return lead(response, to, {});
    return sendPage(response, 400, faultPage('client_id or logout_uri is not registered'));
  }

  return async (request, response) => {
    const url = new URL(request.url ?? '/', issuer.url);
    const wanted = `${request.method} ${url.pathname.slice(path.length)}`;
    if (wanted === 'GET /.well-known/openid-configuration') return sendJson(response, 200, discoveryOf(issuer));
    if (wanted === 'GET /.well-known/jwks.json') return sendJson(response, 200, issuer.jwks);
    if (wanted === 'GET /authorize') return authorize(url, response);
    if (wanted === 'POST /token') return token(request, response);
    if (wanted === 'GET /logout') return logout(url, response);
    return sendJson(response, 404, { message: 'The local issuer has no such address.' });
  };
}

const discoveryOf = ({ url }: Issuer) => ({
  issuer: url,
  authorization_endpoint: `${url}/authorize`,
  token_endpoint: `${url}/token`,
  end_session_endpoint: `${url}/logout`,
  jwks_uri: `${url}/.well-known/jwks.json`,
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['none'],
  scopes_supported: ['openid'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  authorization_response_iss_parameter_supported: true,
});

function lead(response: ServerResponse, to: string, query: Record<string, string | undefined>): void {
  const url = new URL(to);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  response.writeHead(302, { location: url.href, 'cache-control': 'no-store' }).end();
}

const sendPage = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
};
