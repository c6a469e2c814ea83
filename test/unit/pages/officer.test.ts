/** Pages for officers: who gets in, which forms are taken, and the queues. */
import { describe, expect, test } from 'vitest';
import { ApiUnavailable } from '../../../functions/pages/ports.ts';
import type { StaffMe } from '../../../functions/http/views/staff-me-schema.ts';
import type { QueueItem } from '../../../functions/http/views/view-schemas.ts';
import { officerPage } from '../../../functions/pages/shell/session/officer-page.ts';
import { queuesOf } from '../../../functions/pages/officer/queues/queue-views.ts';
import { seeOther } from '../../../functions/pages/shell/respond.ts';
import { browser, fakeApi, signedIn } from '../../support/browser/pages.ts';

const me: StaffMe = {
  subject: 'sub-liaison',
  name: 'Ibu Petugas',
  role: 'liaison',
  office: 'liaison',
  agencies: [{ id: 'dinas-pupr', name: 'Dinas PUPR' }],
  coordinatorAgencyId: 'dinas-kominfo',
};
const coordinator: StaffMe = { ...me, role: 'coordinator', office: 'coordinator', agencies: [] };
const item = (over: Partial<QueueItem> = {}): QueueItem => ({
  trackingId: 'AMB-7K3Q9C5',
  status: 'RECEIVED',
  danger: null,
  statusLabel: 'Diterima',
  version: 3,
  class: 'pengaduan',
  track: 'ordinary',
  serviceCode: null,
  areaCode: null,
  agencyId: null,
  receivedAt: '2026-03-09T00:00:00.000Z',
  verifiedAt: null,
  dueOn: '2026-03-12',
  dueAt: '2026-03-12T15:00:00.000Z',
  expectedOn: null,
  expectedAt: null,
  anonymous: false,
  confidential: false,
  reopened: 0,
  outcome: null,
  flag: 'none',
  dueInWorkingDays: 2,
  expectedInWorkingDays: null,
  serviceName: null,
  areaName: null,
  agencyName: null,
  excerpt: 'Lampu <b>mati</b>',
  ...over,
});
const queue = (...complaints: QueueItem[]) => ({ 'GET /v1/staff/complaints': { complaints, next: null } });
const open = browser(fakeApi(queue()));

describe('the console', () => {
  test('lets nobody in without a session: the sign-in leads back to where they were', async () => {
    const { status, headers, cookies } = await open('GET /petugas', '/petugas?antrean=instansi&lang=en');
    expect([status, cookies]).toEqual([303, []]);
    expect(headers['location']).toBe('/petugas/masuk?ke=%2Fpetugas%3Fantrean%3Dinstansi%26lang%3Den&lang=en');
  });

  test('says who is signed in, and keeps a cookie alive that only the server can read', async () => {
    const { cookies } = signedIn(me, { now: '2026-03-09T23:45:00Z' });
    const shown = await open('GET /petugas', '/petugas', { cookies, headers: { 'x-forwarded-proto': 'http' } });
    expect(shown.status).toBe(200);
    expect(shown.html).toContain('Ibu Petugas');
    expect(shown.html).toContain('pejabat penghubung, Dinas PUPR');
    expect(shown.cookies).toEqual([expect.stringMatching(/^tanggap_petugas=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/)]);
    expect(shown.cookies[0]).not.toContain(cookies[0]!.slice(20, 60));
  });

  test('takes the cookie over HTTPS only under its protected name, and sends it out over HTTPS only', async () => {
    const { cookies } = signedIn(me, { now: '2026-03-09T23:45:00Z' });
    const headers = { 'x-forwarded-proto': 'https' };
    expect((await open('GET /petugas', '/petugas', { cookies, headers })).status).toBe(303);
    const kept = await open('GET /petugas', '/petugas', { cookies: cookies.map((one) => `__Host-${one}`), headers });
    expect(kept.status).toBe(200);
    expect(kept.cookies[0]).toMatch(/^__Host-tanggap_petugas=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  });

  test('leads to the sign-in when the session is over, by its time or by the API', async () => {
    const { cookies } = signedIn(me, { now: '2026-03-09T23:30:00Z' });
    expect((await open('GET /petugas', '/petugas', { cookies })).status).toBe(303);
    const refused = { refused: { status: 401, problem: { code: 'http-401', detail: '' } } };
    const over = browser(fakeApi({ 'GET /v1/staff/complaints': refused }));
    const shown = await over('GET /petugas', '/petugas', signedIn(me));
    expect([shown.status, shown.headers['location']]).toEqual([303, '/petugas/masuk?ke=%2Fpetugas']);
    expect(shown.cookies).toEqual([expect.stringMatching(/^tanggap_petugas=; .*Max-Age=0$/)]);
  });

  test.each([{ consoleOpen: false }, { signIn: null }])('says that it is not open: %j', async (options) => {
    const shut = browser(fakeApi({}), options);
    for (const [key, path] of [
      ['GET /petugas', '/petugas'],
      ['GET /petugas/masuk', '/petugas/masuk'],
    ] as const) {
      const { status, html } = await shut(key, path, signedIn(me));
      expect(status).toBe(503);
      expect(html).toContain('belum dibuka');
    }
  });
});

describe('a form of the console', () => {
  const taken: string[] = [];
  const forms = browser(fakeApi({}), {
    pages: {
      'POST /petugas/coba': officerPage(async (desk) => {
        taken.push(desk.form.fields.get('isi')?.[0] ?? '');
        return seeOther('/petugas');
      }),
    },
  });
  const send = (form: Record<string, string>, cookies: string[], headers?: Record<string, string>) =>
    forms('POST /petugas/coba', '/petugas/coba', { form, cookies, ...(headers && { headers }) });

  test('is taken with the hidden field of its session only, from a page of this site only', async () => {
    const { cookies, csrf } = signedIn(me);
    const another = signedIn(me, { ticket: 'of another sign-in' });
    for (const wrong of ['', 'x', another.csrf])
      expect((await send({ isi: 'salah', csrf: wrong }, cookies)).status).toBe(403);
    expect((await send({ isi: 'salah', csrf }, another.cookies)).status).toBe(403);
    expect((await send({ isi: 'salah', csrf }, cookies, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(taken).toEqual([]);
    expect((await send({ isi: 'benar', csrf }, cookies)).status).toBe(303);
    expect(taken).toEqual(['benar']);
  });

  test('that comes too late sends nothing and gives back what was written, with the way to where it stood', async () => {
    const { cookies, csrf } = signedIn(me, { now: '2026-03-09T12:00:00Z' });
    const written = 'Sudah <i>diperbaiki</i> pagi ini.';
    const { status, html } = await send({ isi: written, csrf, asal: '/petugas/laporan/AMB-7K3Q9C5' }, cookies);
    expect(status).toBe(401);
    expect(html).toContain('Sudah &lt;i>diperbaiki&lt;/i> pagi ini.');
    expect(html).toContain('href="/petugas/masuk?ke=%2Fpetugas%2Flaporan%2FAMB-7K3Q9C5"');
    expect(html).not.toContain(csrf);
    expect(taken).not.toContain(written);
  });
});

describe('the queues', () => {
  const shown = async (who: StaffMe, path: string, answers: object = queue()) => {
    const api = fakeApi({
      ...answers,
      'GET /v1/agencies': { agencies: [{ id: 'bpbd', name: 'BPBD', kind: 'badan' }] },
    });
    const page = await browser(api)('GET /petugas', path, signedIn(who));
    const asked = api.asked.map((call) => call.path);
    return { ...page, asked, queue: Object.fromEntries(new URL(asked[0] ?? '/', 'https://x').searchParams) };
  };

  test.each([
    [coordinator, '/petugas', { queue: 'coordinator' }],
    [coordinator, '/petugas?lihat=baru', { queue: 'coordinator', status: 'RECEIVED' }],
    [coordinator, '/petugas?lihat=dikembalikan', { queue: 'coordinator', status: 'RETURNED' }],
    [coordinator, '/petugas?antrean=instansi', { queue: 'agency', agencyId: 'dinas-kominfo' }],
    [coordinator, '/petugas?antrean=instansi&instansi=bpbd', { queue: 'agency', agencyId: 'bpbd' }],
    [me, '/petugas', { queue: 'agency', agencyId: 'dinas-pupr' }],
    [me, '/petugas?lihat=dijawab', { queue: 'agency', agencyId: 'dinas-pupr', status: 'ANSWERED' }],
    [me, '/petugas?lihat=terlambat', { queue: 'agency', agencyId: 'dinas-pupr', flag: 'red' }],
    [me, '/petugas?antrean=membantu', { queue: 'contributing', agencyId: 'dinas-pupr' }],
    [me, '/petugas?antrean=koordinator&lihat=x', { queue: 'agency', agencyId: 'dinas-pupr' }],
    [{ ...coordinator, role: 'supervisor', office: 'mayor' }, '/petugas', { queue: 'late' }],
    [{ ...me, role: 'supervisor', office: 'agency-head' }, '/petugas', { queue: 'agency', agencyId: 'dinas-pupr' }],
    [{ ...coordinator, role: 'auditor', office: null }, '/petugas', { queue: 'late' }],
  ] as [StaffMe, string, object][])('%#: are asked for by role and address', async (who, path, wanted) => {
    const page = await shown(who, path);
    expect(page.queue).toEqual({ ...wanted, limit: '25' });
    expect(page.asked.length).toBeLessThanOrEqual(2);
    expect(page.status).toBe(200);
    for (const name of queuesOf(who)) expect(page.html).toContain(`/petugas?antrean=${name}"`);
  });

  test('show what each is about as text, how long is left, and what is late first', async () => {
    const late = item({ trackingId: 'AMB-222222A', flag: 'red', dueInWorkingDays: -2, confidential: true });
    const { html } = await shown(me, '/petugas', queue(item(), late));
    expect(html).toContain('Lampu &lt;b>mati&lt;/b>');
    expect(html).toContain('2 hari kerja lagi');
    expect(html.indexOf('Lewat batas')).toBeLessThan(html.indexOf('Dalam batas'));
    expect(html.indexOf('AMB-222222A')).toBeLessThan(html.indexOf('AMB-7K3Q9C5'));
    expect(html).toContain('href="/petugas/laporan/AMB-7K3Q9C5"');
    expect(html).not.toContain('type="checkbox"');
  });

  test("let the coordinator tick new ones as the version that is shown, and nobody else's", async () => {
    const { html } = await shown(
      coordinator,
      '/petugas?lihat=baru',
      queue(item({ serviceCode: 'got' }), item({ trackingId: 'AMB-222222A' })),
    );
    expect(html).toContain('action="/petugas/massal"');
    // Without a service nobody owns it yet: the coordinator must choose.
    expect(html.match(/type="checkbox"/g)).toHaveLength(1);
    expect(html).toContain('name="id" value="AMB-7K3Q9C5:3"');
    expect(html).toContain(`name="csrf" value="${signedIn(coordinator).csrf}"`);
    const auditor: StaffMe = { ...coordinator, role: 'auditor' };
    expect((await shown(auditor, '/petugas?antrean=koordinator&lihat=baru', queue(item()))).html).not.toContain(
      'massal',
    );
  });

  test('go on where the API says, and open a number at once', async () => {
    const { html } = await shown(me, '/petugas?lihat=dijawab', {
      'GET /v1/staff/complaints': { complaints: [], next: 'CURSOR' },
    });
    expect(html).toContain('href="/petugas?lihat=dijawab&amp;lanjut=CURSOR"');
    expect((await shown(me, '/petugas?lanjut=CURSOR')).queue).toMatchObject({ cursor: 'CURSOR' });
    expect((await shown(me, '/petugas?nomor=amb-7k3q9c5')).headers['location']).toBe('/petugas/laporan/amb-7k3q9c5');
  });

  test('say in the console what the API refuses', async () => {
    const refused = { refused: { status: 403, problem: { code: 'forbidden', detail: 'no' } } };
    const page = await shown(me, '/petugas', { 'GET /v1/staff/complaints': refused });
    expect(page.status).toBe(403);
    expect(page.html).toContain('href="/petugas/baru"');
    expect(page.html).not.toContain('href="/lapor"');
  });

  test('are not for an admin, who is led to the directory', async () => {
    expect((await shown({ ...me, role: 'admin', office: null }, '/petugas')).headers['location']).toBe('/kelola');
  });
});

test('an officer who was moved gets the new navigation instead of 403s; whoever was not is told within the console', async () => {
  const refused = {
    'GET /v1/staff/complaints': { refused: { status: 403, problem: { code: 'forbidden', detail: '' } } },
  };
  const moved = { ...me, agencies: [{ id: 'bpbd', name: 'BPBD' }] };
  const asked = '/petugas?instansi=dinas-pupr';
  const first = await browser(fakeApi({ ...refused, 'GET /v1/staff/me': moved }))('GET /petugas', asked, signedIn(me));
  expect([first.status, first.headers['location'], first.cookies.length]).toEqual([303, '/petugas', 1]);
  const cookies = first.cookies.map((cookie) => cookie.split(';')[0]!);
  expect((await open('GET /petugas', '/petugas', { cookies })).html).toContain('BPBD');

  const same = await browser(fakeApi({ ...refused, 'GET /v1/staff/me': me }))('GET /petugas', asked, signedIn(me));
  expect(same.status).toBe(403);
  expect(same.html).toContain('bukan wewenang Anda');
  expect(same.html).toContain('action="/petugas/keluar"');
});

test('a report that an officer may not see is not said to need a private link', async () => {
  const { status, html } = await open(
    'GET /petugas/laporan/{trackingId}',
    '/petugas/laporan/AMB-7K3Q9C5',
    signedIn(me),
  );
  expect([status, html.includes('tautan pribadi'), html.includes('action="/petugas/keluar"')]).toEqual([
    404,
    false,
    true,
  ]);
});

test('a form that comes too late shows every value, short ones too, and none of the technical ones', async () => {
  const form = {
    csrf: 'c-1',
    asal: '/petugas',
    versi: '77',
    kunci: 'k-1',
    'agencyId-reroute': 'bpbd',
    'text-reroute': 'Segera',
  };
  const { status, html } = await open(
    'POST /petugas/laporan/{trackingId}/{action}',
    '/petugas/laporan/AMB-7K3Q9C5/reroute',
    {
      form,
    },
  );
  expect(status).toBe(401);
  const said = [...html.matchAll(/<p class="said"><b>([^<]*)<\/b> ([^<]*)/g)].map(([, name, value]) => [name, value]);
  expect(said).toEqual([
    ['Instansi:', 'bpbd'],
    ['Pesan:', 'Segera'],
  ]);
});

test('a form of the session before keeps its words, but offers nothing to send', async () => {
  const { cookies } = signedIn(me);
  const { status, html } = await open(
    'POST /petugas/laporan/{trackingId}/{action}',
    '/petugas/laporan/AMB-7K3Q9C5/note',
    {
      cookies,
      form: { csrf: 'of before', 'text-note': 'Sudah dicek' },
    },
  );
  expect([status, html.includes('Sudah dicek</p>'), html.includes('>Kirim lagi<')]).toEqual([403, true, false]);
});

test('a report taken down at the counter outlives an API that does not answer, with the key that keeps it one report', async () => {
  const { cookies, csrf } = signedIn(me);
  const down = browser(fakeApi({ 'POST /v1/staff/complaints': new ApiUnavailable('no answer') }));
  const form = { csrf, kunci: 'key-of-the-form', description: 'Lampu jalan mati', langkah: 'kirim' };
  const { status, html } = await down('POST /petugas/baru', '/petugas/baru', { cookies, form });
  expect(status).toBe(503);
  for (const [name, value] of Object.entries(form))
    expect(html).toContain(`<input type="hidden" name="${name}" value="${value}"`);
});

test("an admin's form outlives an API that does not answer", async () => {
  const admin: StaffMe = { ...me, role: 'admin', office: null };
  const { cookies, csrf } = signedIn(admin);
  const path = '/kelola/instansi/dinas-pupr';
  const down = browser(fakeApi({ 'PUT /v1/admin/agencies/dinas-pupr': new ApiUnavailable('no answer') }));
  const form = { csrf, name: 'Dinas PU', versi: '3' };
  const { status, html } = await down('POST /kelola/{kind}/{id}', path, { cookies, form });
  expect(status).toBe(503);
  expect(html).toContain(`<form method="post" action="${path}">`);
  expect(html).toContain('name="name" value="Dinas PU"');
});
