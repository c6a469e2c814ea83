/** The local issuer's code flow, and the pages' client of any issuer against it. */
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSignIn } from '../../functions/adapters/http/oidc.ts';
import { IssuerUnavailable } from '../../functions/pages/ports.ts';
import { createAuthorizationServer } from '../../lib/local/http/authorization-server.ts';
import { issuerUrl, openIssuer } from '../../lib/local/http/issuer.ts';
import { listen, type Answer, type Listener } from '../../lib/local/http/listen.ts';
import { openState, type State } from '../../lib/local/state.ts';

const folder = mkdtempSync(join(tmpdir(), 'tanggap-sign-in-'));
const callback = 'http://pages.example/petugas/kembali';
const logout = 'http://pages.example/petugas/masuk';
const officer = { subject: 'local-x', name: 'Nama <b>X</b>', role: 'liaison', agencies: [] };
let now = Date.parse('2026-03-17T00:00:00Z');
let server: Listener;
let state: State;
let issuer: string;

beforeAll(async () => {
  let answer: Answer;
  server = await listen(0, (request, response) => answer(request, response));
  state = openState(folder, false);
  issuer = issuerUrl(server.url);
  const clock = { now: () => now } as Parameters<typeof openIssuer>[1];
  const local = await openIssuer(state, clock, issuer, 'first');
  const clients = [
    { id: 'pages', callbacks: [callback], logouts: [logout], tokenSeconds: 9 * 3600 },
    { id: 'other', callbacks: [callback], logouts: [], tokenSeconds: 60 },
  ];
  answer = createAuthorizationServer(local, clock, clients, async () => [officer]);
});
afterAll(async () => {
  await server.stop();
  state.close();
  rmSync(folder, { recursive: true });
});

const signIn = () => createSignIn({ issuer, clientId: 'pages' });
const pair = (): { verifier: string; challenge: string } => {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
};

/** Asks as a browser would, choosing the officer. Answers where it is led. */
async function led(change: (url: URL) => void = () => undefined): Promise<{ to: URL | undefined; verifier: string }> {
  const { verifier, challenge } = pair();
  const url = new URL(await signIn().authorizeUrl({ redirectUri: callback, state: 'st', challenge, lang: 'id' }));
  url.searchParams.set('subject', officer.subject);
  change(url);
  const response = await fetch(url, { redirect: 'manual' });
  const location = response.headers.get('location');
  return { to: location === null ? undefined : new URL(location), verifier };
}

describe('signing in', () => {
  test('asks who one is, and says that it is a stand-in; names are text', async () => {
    const { challenge } = pair();
    const url = await signIn().authorizeUrl({ redirectUri: callback, state: 'st', challenge, lang: 'id' });
    const page = await (await fetch(url)).text();
    expect(page).toContain('tanpa kata sandi');
    expect(page).toContain('Nama &#60;b&#62;X');
    expect(page).toContain('subject=local-x');
  });

  test('leads back with state, issuer and a code that its verifier redeems, once', async () => {
    const { to, verifier } = await led();
    expect(to!.href.split('?')[0]).toBe(callback);
    expect([to!.searchParams.get('state'), to!.searchParams.get('iss')]).toEqual(['st', issuer]);
    const given = { code: to!.searchParams.get('code')!, verifier, redirectUri: callback };
    const redeemed = await signIn().redeem(given);
    expect(redeemed?.seconds).toBe(9 * 3600);
    expect(decodeJwt(redeemed!.token)).toMatchObject({
      sub: officer.subject,
      iss: issuer,
      aud: 'pages',
      client_id: 'pages',
      exp: now / 1000 + 9 * 3600,
    });
    expect(await signIn().redeem(given)).toBeUndefined();
  });

  test.each([
    ['another verifier', { verifier: pair().verifier }, 'pages'],
    ['another address', { redirectUri: logout }, 'pages'],
    ['another client', {}, 'other'],
  ])('redeems nothing for %s, and the code is spent', async (_, wrong, clientId) => {
    const { to, verifier } = await led();
    const given = { code: to!.searchParams.get('code')!, verifier, redirectUri: callback };
    expect(await createSignIn({ issuer, clientId }).redeem({ ...given, ...wrong })).toBeUndefined();
    expect(await signIn().redeem(given)).toBeUndefined();
  });

  test('redeems no code that it did not give', async () => {
    expect(
      await signIn().redeem({ code: 'made-up', verifier: pair().verifier, redirectUri: callback }),
    ).toBeUndefined();
  });

  test('redeems nothing after five minutes', async () => {
    const { to, verifier } = await led();
    now += 5 * 60_000;
    expect(
      await signIn().redeem({ code: to!.searchParams.get('code')!, verifier, redirectUri: callback }),
    ).toBeUndefined();
  });

  test.each([
    ['redirect_uri', 'https://jahat.example/petugas/kembali'],
    ['redirect_uri', `${callback}/x`],
    ['client_id', 'nobody'],
  ])('leads nowhere when %s is %s', async (name, value) => {
    expect((await led((url) => url.searchParams.set(name, value))).to).toBeUndefined();
  });

  test.each([
    ['response_type', 'token', 'invalid_request'],
    ['code_challenge_method', 'plain', 'invalid_request'],
    ['code_challenge', '', 'invalid_request'],
    ['subject', 'nobody', 'access_denied'],
  ])('is refused when %s is %j', async (name, value, error) => {
    const { to } = await led((url) => url.searchParams.set(name, value));
    expect([to?.searchParams.get('error'), to?.searchParams.has('code')]).toEqual([error, false]);
  });

  test('ends at a registered address only', async () => {
    const leave = async (backTo: string) =>
      (await fetch((await signIn().signOutUrl(backTo))!, { redirect: 'manual' })).headers.get('location');
    expect(await leave(logout)).toBe(logout);
    expect(await leave('https://jahat.example/')).toBeNull();
  });
});

describe('an issuer that does not answer as it should', () => {
  const answering = async (answers: Record<string, [number, string]>, run: (url: string) => Promise<void>) => {
    const wrong = createServer((request, response) => {
      const [status, body] = answers[request.url ?? ''] ?? [404, ''];
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
    await new Promise<void>((resolve) => wrong.listen(0, '127.0.0.1', resolve));
    const address = wrong.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    for (const answer of Object.values(answers)) answer[1] = answer[1].replaceAll('SELF', url);
    try {
      await run(url);
    } finally {
      wrong.close();
    }
  };
  const discovery = '/.well-known/openid-configuration';
  const document = '{"issuer":"SELF","authorization_endpoint":"SELF/a","token_endpoint":"SELF/t"}';
  const code = { code: 'c', verifier: 'v', redirectUri: callback };

  test.each<[string, Record<string, [number, string]>]>([
    ['has no discovery', {}],
    ['answers nonsense', { [discovery]: [200, '<html>'] }],
    ['names another', { [discovery]: [200, document.replace('SELF', 'https://other.example')] }],
    ['fails at the token', { [discovery]: [200, document], '/t': [503, ''] }],
    ['gives no token', { [discovery]: [200, document], '/t': [200, '{}'] }],
  ])('%s: said so, nobody gets in', async (_, answers) => {
    await answering(answers, async (url) => {
      await expect(createSignIn({ issuer: url, clientId: 'pages' }).redeem(code)).rejects.toThrow(IssuerUnavailable);
    });
  });

  test('refuses a code: nobody gets in; without a place to sign out there is none', async () => {
    await answering({ [discovery]: [200, document], '/t': [400, '{"error":"invalid_grant"}'] }, async (url) => {
      const own = createSignIn({ issuer: url, clientId: 'pages' });
      expect(await own.redeem(code)).toBeUndefined();
      expect(await own.signOutUrl(logout)).toBeUndefined();
    });
  });

  test('is asked again after it did not answer', async () => {
    const answers: Record<string, [number, string]> = { [discovery]: [503, ''] };
    await answering(answers, async (url) => {
      const own = createSignIn({ issuer: url, clientId: 'pages' });
      const asked = { redirectUri: callback, state: 's', challenge: 'c', lang: 'id' };
      await expect(own.authorizeUrl(asked)).rejects.toThrow(IssuerUnavailable);
      answers[discovery] = [200, document.replaceAll('SELF', url)];
      expect(await own.authorizeUrl(asked)).toContain(`${url}/a?response_type=code&client_id=pages`);
    });
  });
});
