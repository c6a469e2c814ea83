/** The pages' client of the officers' issuer: what it asks, and which answers it trusts. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSignIn } from '../../../functions/adapters/http/oidc.ts';
import { IssuerUnavailable } from '../../../functions/pages/ports.ts';
import { startMisbehavingServer, type MisbehavingServer } from '../../support/cloud/misbehaving-server.ts';

let server: MisbehavingServer;
beforeAll(async () => {
  server = await startMisbehavingServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.requests.length = 0;
  server.manners.length = 0;
});

const document = (over: object = {}) => ({
  issuer: server.url,
  authorization_endpoint: 'https://masuk.example/authorize?a=1',
  token_endpoint: `${server.url}/token`,
  end_session_endpoint: 'https://masuk.example/logout',
  ...over,
});
const discovery = (over?: object) => ({ status: 200, body: JSON.stringify(document(over)) });
const signIn = (issuer = server.url) => createSignIn({ issuer, clientId: 'pages' });
const asked = { redirectUri: 'https://h.example/kembali', state: 'st', challenge: 'ch', lang: 'id' };
const given = { code: 'c', verifier: 'v', redirectUri: 'https://h.example/kembali' };

describe('a browser', () => {
  test('is sent to sign in with PKCE', async () => {
    server.manners.push(discovery());
    const url = new URL(await signIn().authorizeUrl(asked));
    expect([url.origin, url.pathname]).toEqual(['https://masuk.example', '/authorize']);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      a: '1',
      response_type: 'code',
      client_id: 'pages',
      redirect_uri: 'https://h.example/kembali',
      scope: 'openid',
      state: 'st',
      code_challenge: 'ch',
      code_challenge_method: 'S256',
      ui_locales: 'id',
      lang: 'id',
    });
    expect(server.requests).toMatchObject([{ method: 'GET', path: '/.well-known/openid-configuration' }]);
  });

  test('is sent to sign out, where the issuer can', async () => {
    server.manners.push(discovery());
    const url = new URL((await signIn().signOutUrl('https://h.example/'))!);
    expect(url.pathname).toBe('/logout');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'pages',
      post_logout_redirect_uri: 'https://h.example/',
      logout_uri: 'https://h.example/',
    });
    server.manners.push(discovery({ end_session_endpoint: undefined }));
    expect(await signIn().signOutUrl('https://h.example/')).toBeUndefined();
  });
});

describe('discovery', () => {
  test('is read once, and again after a failure', async () => {
    const issuer = signIn();
    expect(issuer.issuer).toBe(server.url);
    server.manners.push({ status: 500 }, discovery());
    await expect(issuer.authorizeUrl(asked)).rejects.toThrow(new IssuerUnavailable('discovery answered 500'));
    await issuer.authorizeUrl(asked);
    await issuer.signOutUrl('https://h.example/');
    expect(server.requests).toHaveLength(2);
  });

  test('of an issuer that ends in a slash is at the same place', async () => {
    server.manners.push(discovery({ issuer: `${server.url}/` }));
    await signIn(`${server.url}/`).authorizeUrl(asked);
    expect(server.requests).toMatchObject([{ path: '/.well-known/openid-configuration' }]);
  });

  test.each([
    ['names another issuer', { issuer: 'https://lain.example' }, 'discovery names another issuer'],
    ['lacks an endpoint', { token_endpoint: undefined }, 'discovery answered 200'],
  ])('that %s is not used', async (_, over, message) => {
    server.manners.push(discovery(over));
    await expect(signIn().authorizeUrl(asked)).rejects.toThrow(new IssuerUnavailable(message));
  });

  test('that is no JSON, or leads elsewhere, is not used', async () => {
    server.manners.push({ status: 200, body: '<html>' });
    await expect(signIn().authorizeUrl(asked)).rejects.toThrow('discovery answered 200');
    server.manners.push({ status: 302, headers: { location: '/elsewhere' } });
    await expect(signIn().authorizeUrl(asked)).rejects.toThrow(new IssuerUnavailable('no answer'));
    expect(server.requests).toHaveLength(2);
  });
});

describe('a code', () => {
  const redeem = (answer: { status: number; body?: string }) => {
    server.manners.push(discovery(), answer);
    return signIn().redeem(given);
  };

  test('is exchanged for a token and its seconds', async () => {
    expect(await redeem({ status: 200, body: '{"access_token":"t","expires_in":"600"}' })).toEqual({
      token: 't',
      seconds: 600,
    });
    const { method, path, headers, body } = server.requests[1]!;
    expect([method, path, headers['accept']]).toEqual(['POST', '/token', 'application/json']);
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: 'authorization_code',
      client_id: 'pages',
      code: 'c',
      redirect_uri: 'https://h.example/kembali',
      code_verifier: 'v',
    });
  });

  test('without a lifetime is good for an hour', async () =>
    expect(await redeem({ status: 200, body: '{"access_token":"t"}' })).toEqual({ token: 't', seconds: 3600 }));

  test.each([400, 401, 499])('that is refused with %i gives nothing', async (status) =>
    expect(await redeem({ status, body: '{"access_token":"t"}' })).toBeUndefined(),
  );

  test.each([
    [{ status: 500, body: '{"access_token":"t"}' }, 'token endpoint answered 500'],
    [{ status: 200, body: '{"access_token":""}' }, 'token endpoint answered no access token'],
    [{ status: 200, body: '{"access_token":"t","expires_in":0}' }, 'token endpoint answered no access token'],
    [{ status: 200, body: 'x' }, 'token endpoint answered no access token'],
  ])('that is answered with %j fails', async (answer, message) => {
    await expect(redeem(answer)).rejects.toThrow(new IssuerUnavailable(message));
  });
});

test('an issuer that does not answer is unavailable, with the cause', async () => {
  server.manners.push('hang-up');
  const failing = signIn().authorizeUrl(asked);
  await expect(failing).rejects.toThrow(new IssuerUnavailable('no answer'));
  await expect(failing).rejects.toHaveProperty('cause');
});
