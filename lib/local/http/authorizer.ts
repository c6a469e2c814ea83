import type { IncomingMessage } from 'node:http';
import { createRemoteJWKSet, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import type { MovedClock } from '../time/moved-clock.ts';
import type { Template } from '../template/template.ts';
import type { Authorization } from './event.ts';
import { isUserPool, type Issuer } from './issuer.ts';
import type { Route } from './routes.ts';

/** Result of the authorizer: the claims, or the status that API Gateway answers. */
export type Verdict = { ok: true; authorization: Authorization | undefined } | { ok: false; status: 401 | 403 };

/** The audience that the template's authorizers want, and who may issue tokens. */
export type Trust = { issuer: string; audience: string[]; keys: () => Promise<JWTVerifyGetKey> };

const AuthorizerProperties = z.object({
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.array(z.literal('$request.header.Authorization')).default(['$request.header.Authorization']),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
});

/**
 * The authorizers of the template by id. The local issuer stands in for a Cognito pool, which does not exist here; any other issuer is asked for
 * its keys as API Gateway would.
 */
export function readAuthorizers(template: Template, local: Issuer): Map<string, Trust> {
  return new Map(
    template.of('AWS::ApiGatewayV2::Authorizer', AuthorizerProperties).map(({ names, properties }) => {
      const { Issuer: issuer, Audience: audience } = properties.JwtConfiguration;
      const trust = isUserPool(issuer)
        ? { issuer: local.url, audience, keys: () => Promise.resolve(local.keys) }
        : { issuer, audience, keys: remoteKeys(issuer) };
      return [names.ref, trust] as const;
    }),
  );
}

/** The first audience that the template's authorizers accept: what local tokens are for. */
export function readAudience(template: Template): string {
  return (
    template.of('AWS::ApiGatewayV2::Authorizer', AuthorizerProperties)[0]?.properties.JwtConfiguration.Audience[0] ??
    'local'
  );
}

function remoteKeys(issuer: string): () => Promise<JWTVerifyGetKey> {
  let keys: JWTVerifyGetKey | undefined;
  return async () => {
    if (keys !== undefined) return keys;
    const found = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const { jwks_uri: uri } = z.object({ jwks_uri: z.string() }).parse(await found.json());
    keys = createRemoteJWKSet(new URL(uri));
    return keys;
  };
}

/** Decides as an HTTP API's JWT authorizer does: issuer, audience or client id, expiry on the moved clock, then scopes. */
export async function authorize(
  request: IncomingMessage,
  route: Route,
  authorizers: Map<string, Trust>,
  clock: MovedClock,
): Promise<Verdict> {
  if (route.authorizer === undefined) return { ok: true, authorization: undefined };
  const trust = authorizers.get(route.authorizer);
  const token = (request.headers.authorization ?? '').replace(/^Bearer\s+/i, '');
  if (trust === undefined || token === '') return { ok: false, status: 401 };
  let claims: JWTPayload;
  try {
    const options = { issuer: trust.issuer, currentDate: new Date(clock.now()) };
    claims = (await jwtVerify(token, await trust.keys(), options)).payload;
  } catch {
    return { ok: false, status: 401 };
  }
  const meant = [claims.aud, claims['client_id']].flat();
  if (!trust.audience.some((audience) => meant.includes(audience))) return { ok: false, status: 401 };
  const scopes = typeof claims['scope'] === 'string' ? claims['scope'].split(' ') : [];
  if (route.scopes.length > 0 && !route.scopes.some((scope) => scopes.includes(scope)))
    return { ok: false, status: 403 };
  return { ok: true, authorization: { claims: asText(claims), scopes: route.scopes.length > 0 ? route.scopes : null } };
}

/** API Gateway hands every claim over as text; a list as `[a b]`. */
function asText(claims: JWTPayload): Record<string, string> {
  const text = (value: unknown): string => (Array.isArray(value) ? `[${value.join(' ')}]` : String(value));
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, text(value)]));
}
