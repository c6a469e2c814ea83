import {
  generateKeyPair,
  exportJWK,
  createLocalJWKSet,
  importJWK,
  SignJWT,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';
import type { MovedClock } from '../time/moved-clock.ts';
import { readSetting, writeSetting, type State } from '../state.ts';

/** The local OpenID Connect issuer: it stands in for the user pool, so that the JWT authorizer is exercised as deployed. */
export type Issuer = {
  url: string;
  keys: JWTVerifyGetKey;
  /** The JWKS document. */
  jwks: { keys: JWK[] };
  /** An access token for an officer's subject, for an hour on the moved clock and the first audience unless told otherwise. */
  sign: (subject: string, of?: { audience: string; seconds: number }) => Promise<string>;
};

/** Address and name of the issuer in the local API; it stands for a user pool's address too. */
export const issuerUrl = (apiUrl: string): string => `${apiUrl}/_local/oidc`;

/** True for a Cognito user pool, which does not exist here. */
export const isUserPool = (issuer: string): boolean => issuer.startsWith('https://cognito-idp.');

/**
 * Opens the issuer with its key pair from the state folder, made at the first start. `url`: where it answers, and the tokens' `iss`. `audience`:
 * the tokens' `aud` and `client_id`.
 */
export async function openIssuer(state: State, clock: MovedClock, url: string, audience: string): Promise<Issuer> {
  const kept = readSetting(state, 'issuer-key');
  const privateJwk = kept === undefined ? await makeKey(state) : (JSON.parse(kept) as JWK);
  const { d, p, q, dp, dq, qi, ...publicJwk } = privateJwk;
  const key = await importJWK(privateJwk, 'RS256');
  const jwks = { keys: [publicJwk] };
  return {
    url,
    jwks,
    keys: createLocalJWKSet(jwks),
    sign: (subject, of = { audience, seconds: 3600 }) => {
      const now = Math.floor(clock.now() / 1000);
      return new SignJWT({ client_id: of.audience, token_use: 'access', scope: 'openid' })
        .setProtectedHeader({ alg: 'RS256', kid: 'local' })
        .setSubject(subject)
        .setIssuer(url)
        .setAudience(of.audience)
        .setIssuedAt(now)
        .setExpirationTime(now + of.seconds)
        .sign(key);
    },
  };
}

async function makeKey(state: State): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk: JWK = { ...(await exportJWK(privateKey)), kid: 'local', alg: 'RS256', use: 'sig' };
  writeSetting(state, 'issuer-key', JSON.stringify(jwk));
  return jwk;
}
