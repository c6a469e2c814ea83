/** Signing in and out, as a browser meets it. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { IssuerUnavailable } from '../../../functions/pages/ports.ts';
import type { StaffMe } from '../../../functions/http/views/staff-me-schema.ts';
import { browser, fakeApi, fakeSignIn, signedIn, type Answers, type Shown } from '../../support/browser/pages.ts';

const me: StaffMe = {
  subject: 'sub-liaison',
  name: 'Ibu Petugas',
  role: 'liaison',
  office: 'liaison',
  agencies: [],
  coordinatorAgencyId: 'dinas-kominfo',
};
// A forged host: addresses come from the settings.
const headers = { host: 'evil.example', 'x-forwarded-proto': 'https' };
const known = { 'GET /v1/staff/me': me };

const cookiesOf = ({ cookies }: Shown): string[] => cookies.map((cookie) => cookie.split(';')[0]!);

/** Leaves for the issuer; `back` returns with what the issuer answers. */
async function leave(answers: Answers = known, ke = '/petugas/laporan/AMB-7K3Q9CX', random = randomBytes) {
  const signIn = fakeSignIn();
  const api = fakeApi(answers);
  const at = (now: string) => browser(api, { signIn, now, random });
  const left = await at('2026-03-10T00:00:00Z')('GET /petugas/masuk', `/petugas/masuk?ke=${encodeURIComponent(ke)}`, {
    headers,
  });
  const state = new URL(left.headers['location']!).searchParams.get('state')!;
  const back = (
    query: Record<string, string> = {},
    { cookies = cookiesOf(left), now = '2026-03-10T00:05:00Z' } = {},
  ): Promise<Shown> =>
    at(now)('GET /petugas/kembali', `/petugas/kembali?${new URLSearchParams({ state, code: 'right', ...query })}`, {
      headers,
      cookies,
    });
  return { api, left, back };
}

test('leads to the issuer with a secret kept in a short-lived encrypted cookie, and back to where one was', async () => {
  const { left, back, api } = await leave();
  expect(left.status).toBe(303);
  expect(left.cookies).toEqual([
    expect.stringMatching(/^__Host-tanggap_masuk=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/),
  ]);
  const done = await back();
  expect([done.status, done.headers['location']]).toEqual([303, '/petugas/laporan/AMB-7K3Q9CX']);
  expect(done.cookies).toEqual([
    expect.stringMatching(/^__Host-tanggap_masuk=; .*Max-Age=0$/),
    expect.stringMatching(/^__Host-tanggap_petugas=[\w-]{100,}; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
  ]);
  expect(api.asked).toEqual([{ method: 'GET', path: '/v1/staff/me', caller: { token: 'token' } }]);
});

test('gives a new session at each sign-in', async () => {
  const sessions = await Promise.all([leave(), leave()].map(async (one) => cookiesOf(await (await one).back())[1]));
  expect(sessions[0]).not.toBe(sessions[1]);
});

test.each([
  ['no code', { code: '' }, {}],
  ['a wrong code', { code: 'wrong' }, {}],
  ['an answer of another issuer', { iss: 'https://jahat.example' }, {}],
  ['ten minutes later', {}, { now: '2026-03-10T00:10:00Z' }],
  ['in another browser', {}, { cookies: [] }],
  ['with a cookie that somebody made', {}, { cookies: ['__Host-tanggap_masuk=bWFkZQ'] }],
])('coming back with %s opens nothing', async (_, query, how) => {
  const { back } = await leave();
  const { status, cookies, html } = await back(query, how);
  expect(status).toBe(400);
  expect(cookies).toEqual([expect.stringMatching(/^__Host-tanggap_masuk=; /)]);
  expect(html).toContain('href="/petugas/masuk?ke=');
});

test('an account that is no officer is told so, and may sign in with another', async () => {
  const { back } = await leave({
    'GET /v1/staff/me': { refused: { status: 403, problem: { code: 'forbidden', detail: '' } } },
  });
  const { status, html, cookies } = await back();
  expect(status).toBe(403);
  expect(html).toContain('belum terdaftar sebagai petugas');
  expect(html).toContain('href="https://issuer.example/logout?to=https%3A%2F%2Flapor.example%2Fpetugas%2Fmasuk"');
  expect(cookies).toEqual([expect.stringMatching(/^__Host-tanggap_masuk=; /)]);
});

test("a token that the API does not take, or that fits no cookie, is the city's to mend", async () => {
  const refused = { 'GET /v1/staff/me': { refused: { status: 401, problem: { code: 'http-401', detail: '' } } } };
  expect((await (await leave(refused)).back()).status).toBe(502);
  const agencies = Array.from({ length: 200 }, () => ({ id: 'x', name: randomBytes(40).toString('base64url') }));
  const { status, html } = await (await leave({ 'GET /v1/staff/me': { ...me, agencies } })).back();
  expect([status, html.includes('terlalu besar')]).toEqual([502, true]);
});

test('an issuer that does not answer is said to be down', async () => {
  const signIn = { ...fakeSignIn(), authorizeUrl: () => Promise.reject(new IssuerUnavailable('no answer')) };
  const open = browser(fakeApi(known), { signIn });
  const { status, html } = await open('GET /petugas/masuk', '/petugas/masuk?ke=/petugas', { headers });
  expect([status, html.includes('tidak menjawab')]).toEqual([503, true]);
});

test('signing out drops the session and goes on to the issuer; without the hidden field nothing happens', async () => {
  const open = browser(fakeApi(known));
  const { cookies, csrf } = signedIn(me);
  const local = { host: 'evil.example' };
  const out = (form: Record<string, string>, sent = cookies) =>
    open('POST /petugas/keluar', '/petugas/keluar', { form, cookies: sent, headers: local });
  expect((await out({})).status).toBe(403);
  expect((await out({ csrf: 'x' })).cookies).toEqual([]);
  for (const done of [await out({ csrf }), await out({}, [])]) {
    expect(done.status).toBe(200);
    expect(done.cookies).toEqual(['tanggap_petugas=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0']);
    expect(done.headers['refresh']).toBe(
      '0; url=https://issuer.example/logout?to=https%3A%2F%2Flapor.example%2Fpetugas%2Fmasuk',
    );
  }
});

test('a tab that comes back after another one signed in goes on with that session', async () => {
  const { back } = await leave();
  const session = cookiesOf(await back())[1]!;
  const other = await back({}, { cookies: [session] });
  expect([other.status, other.headers['location'], other.cookies]).toEqual([303, '/petugas', []]);
});

test('a return with another state opens nothing, and leaves the attempt that is under way', async () => {
  const { back } = await leave();
  const { status, cookies } = await back({ state: 'made-up' });
  expect([status, cookies]).toEqual([400, []]);
  expect((await back()).status).toBe(303);
});
