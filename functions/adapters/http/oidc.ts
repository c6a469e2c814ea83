/** Talks to the officers' OpenID Connect issuer by fetch: discovery, the exchange of a code for a token, and sign-out. */
import * as z from 'zod';
import { IssuerUnavailable, type SignIn } from '../../pages/ports.ts';

/** Milliseconds for one call: discovery, the token and one API call in a row must fit in the 15 s of the pages function. */
const timeoutMs = 3_500;

const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  end_session_endpoint: z.url().optional(),
});
type Discovery = z.infer<typeof discovery>;

const tokens = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().int().positive().optional() });

/** Seconds assumed for a token whose issuer names no lifetime. The API refuses it when it has ended. */
const unsaidSeconds = 3_600;

/**
 * @param options.issuer address of the issuer, as its tokens name it
 * @param options.clientId public client of the pages
 */
export function createSignIn({ issuer, clientId }: { issuer: string; clientId: string }): SignIn {
  let known: Promise<Discovery> | undefined;
  const discover = (): Promise<Discovery> => {
    known ??= readDiscovery(issuer).catch((error: unknown) => {
      // The next sign-in asks again.
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    issuer,
    async authorizeUrl({ redirectUri, state, challenge, lang }) {
      return withParameters((await discover()).authorization_endpoint, {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        // Names of OpenID Connect and of Cognito.
        ui_locales: lang,
        lang,
      });
    },
    async redeem({ code, verifier, redirectUri }) {
      const response = await ask((await discover()).token_endpoint, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: clientId,
          code,
          redirect_uri: redirectUri,
          code_verifier: verifier,
        }),
      });
      if (response.status >= 500) throw new IssuerUnavailable(`token endpoint answered ${response.status}`);
      if (!response.ok) return undefined;
      const found = tokens.safeParse(await response.json().catch(() => undefined)).data;
      if (!found) throw new IssuerUnavailable('token endpoint answered no access token');
      return { token: found.access_token, seconds: found.expires_in ?? unsaidSeconds };
    },
    async signOutUrl(backTo) {
      const { end_session_endpoint: endpoint } = await discover();
      if (endpoint === undefined) return undefined;
      // Names of RP-Initiated Logout 1.0 and of Cognito, which ignores the other one.
      return withParameters(endpoint, { client_id: clientId, post_logout_redirect_uri: backTo, logout_uri: backTo });
    },
  };
}

async function readDiscovery(issuer: string): Promise<Discovery> {
  const response = await ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {});
  const found = response.ok ? discovery.safeParse(await response.json().catch(() => undefined)).data : undefined;
  if (!found) throw new IssuerUnavailable(`discovery answered ${response.status}`);
  // OpenID Connect Discovery 1.0, 4.3: another issuer's document must not be used.
  if (found.issuer !== issuer) throw new IssuerUnavailable('discovery names another issuer');
  return found;
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    throw new IssuerUnavailable('no answer', { cause: error });
  }
}

function withParameters(address: string, parameters: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
