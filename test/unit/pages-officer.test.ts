/** Pages for officers: who gets in, and which forms are taken. */
import { expect, test } from 'vitest';
import type { StaffMe } from '../../functions/http/staff-me-schema.ts';
import { browser, fakeApi, signedIn } from '../support/pages.ts';

const me: StaffMe = {
  subject: 'sub-liaison',
  name: 'Ibu Petugas',
  role: 'liaison',
  office: 'liaison',
  agencies: [{ id: 'dinas-pupr', name: 'Dinas PUPR' }],
  coordinatorAgencyId: 'dinas-kominfo',
};
const open = browser(fakeApi({}));

test('nobody gets in without a session: the sign-in leads back to where they were', async () => {
  const { status, headers, cookies } = await open('GET /petugas', '/petugas?antrean=baru&lang=en');
  expect([status, cookies]).toEqual([303, []]);
  expect(headers['location']).toBe('/petugas/masuk?ke=%2Fpetugas%3Fantrean%3Dbaru%26lang%3Den&lang=en');
});

test('an officer sees who is signed in, and a cookie that only the server can read is kept alive', async () => {
  const { cookies } = signedIn(me, { now: '2026-03-09T23:45:00Z' });
  const shown = await open('GET /petugas', '/petugas', { cookies, headers: { 'x-forwarded-proto': 'http' } });
  expect(shown.status).toBe(200);
  expect(shown.html).toContain('Ibu Petugas');
  expect(shown.html).toContain('petugas penghubung, Dinas PUPR');
  expect(shown.cookies).toEqual([expect.stringMatching(/^tanggap_petugas=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/)]);
  expect(shown.cookies[0]).not.toContain(cookies[0]!.slice(20, 60));
});

test('over HTTPS the cookie is taken only under its protected name, and goes out only over HTTPS', async () => {
  const { cookies } = signedIn(me, { now: '2026-03-09T23:45:00Z' });
  const headers = { 'x-forwarded-proto': 'https' };
  expect((await open('GET /petugas', '/petugas', { cookies, headers })).status).toBe(303);
  const kept = await open('GET /petugas', '/petugas', { cookies: cookies.map((one) => `__Host-${one}`), headers });
  expect(kept.status).toBe(200);
  expect(kept.cookies[0]).toMatch(/^__Host-tanggap_petugas=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
});

test('a session that is over leads to the sign-in', async () => {
  const { cookies } = signedIn(me, { now: '2026-03-09T23:30:00Z' });
  expect((await open('GET /petugas', '/petugas', { cookies })).status).toBe(303);
});

test('where the city set no session key the console says that it is not open', async () => {
  const shut = browser(fakeApi({}), { consoleOpen: false });
  const { status, html } = await shut('GET /petugas', '/petugas', signedIn(me));
  expect(status).toBe(503);
  expect(html).toContain('belum dibuka');
});
