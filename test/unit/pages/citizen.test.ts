/** Reporting, tracking and acting, with what people type and what the API answers. */
import { describe, expect, test } from 'vitest';
import { ApiUnavailable } from '../../../functions/pages/ports.ts';
import { areas, browser, fakeApi, type Answers } from '../../support/browser/pages.ts';

const id = 'AMB-7K3Q9CX';
const secret = 'rahasia-yang-panjang';
const cookies = [`tanggap_laporan=${secret}`];

const services = {
  services: [
    {
      code: 'lampu-jalan',
      name: 'Lampu jalan',
      description: 'padam',
      group: 'Perhubungan',
      subgroup: null,
      keywords: ['pju'],
      class: 'pengaduan',
    },
    {
      code: 'sampah',
      name: 'Sampah',
      description: 'menumpuk',
      group: 'Lingkungan',
      subgroup: null,
      keywords: ['sampah'],
      class: 'pengaduan',
    },
  ],
};
const filed = {
  trackingId: id,
  reporterSecret: secret,
  status: 'FORWARDED',
  version: 2,
  expectedAt: null,
  possibleDuplicates: [],
  links: { self: '' },
};
const complaint = {
  trackingId: id,
  status: 'FORWARDED',
  statusLabel: 'Belum ditindaklanjuti',
  open: true,
  class: 'pengaduan',
  track: 'ordinary',
  serviceCode: 'lampu-jalan',
  serviceName: 'Lampu jalan',
  agency: { id: 'dinas-perhubungan', name: 'Dinas Perhubungan' },
  receivedAt: '2026-03-10T00:00:00.000Z',
  updatedAt: '2026-03-10T00:00:00.000Z',
  dueOn: '2026-03-17',
  dueAt: '2026-03-17T15:00:00.000Z',
  expectedOn: '2026-04-06',
  expectedAt: null,
  answeredAt: null,
  closedAt: null,
  reopened: 0,
  archivedBecause: null,
  next: 'Instansi harus menanggapi.',
  dueInWorkingDays: 5,
  expectedInWorkingDays: 14,
  duplicateOf: null,
  report: {
    title: null,
    description: 'Lampu mati di [ALAMAT].',
    location: { lat: -3.697, long: 128.182, areaCode: null },
  },
  timeline: [
    {
      version: 1,
      at: '2026-03-10T00:00:00.000Z',
      action: 'file',
      status: 'RECEIVED',
      statusLabel: 'Diterima',
      by: 'reporter',
      agencyId: null,
    },
  ],
};
const own = {
  ...complaint,
  version: 2,
  channel: 'api',
  anonymous: false,
  confidential: true,
  verifiedAt: null,
  rating: null,
  actions: ['comment', 'withdraw', 'privacy'],
  mayAttach: true,
  report: {
    title: null,
    description: 'Lampu mati.',
    incidentDate: null,
    attributes: [],
    location: { lat: null, long: null, address: null, landmark: 'gereja', areaCode: null },
  },
  attachments: [],
  reference: null,
  timeline: complaint.timeline.map((entry) => ({ ...entry, text: null })),
};
const lists: Answers = { 'GET /v1/services': services, 'GET /v1/areas': areas };
const refusedWith = (status: number, code: string, errors: object[] = []) => ({
  refused: { status, problem: { code, detail: code, errors } },
});
const form = { kunci: 'kunci-formulir', description: 'Lampu jalan mati.', langkah: 'kirim' };

describe('people in danger', () => {
  const call = [
    { name: 'darurat kota', number: '112', free: true },
    { name: 'pemadam kebakaran', number: '113' },
  ];
  const emergency = { text: 'Telepon 112 SEKARANG, gratis, atau pemadam kebakaran 113.', call };
  const danger = { ...form, description: 'Kebakaran di rumah sebelah' };

  test('while somebody writes, the script is told whom to call', async () => {
    const api = fakeApi({ ...lists, 'POST /v1/danger': { emergency } });
    const open = browser(api);
    expect((await open('GET /lapor', '/lapor')).html).toContain('data-danger="/lapor/bahaya"');
    const { html, headers } = await open('POST /lapor/bahaya', '/lapor/bahaya', { form: danger });
    expect(JSON.parse(html)).toEqual({
      title: 'BAHAYA: telepon dulu, sekarang juga',
      items: [
        ['112', 'darurat kota (gratis)'],
        ['113', 'pemadam kebakaran'],
      ],
    });
    expect(headers['cache-control']).toBe('no-store');
    const calm = browser(fakeApi({ 'POST /v1/danger': { emergency: null } }));
    expect((await calm('POST /lapor/bahaya', '/lapor/bahaya', { form: danger })).html).toBe('{}');
    expect((await calm('POST /lapor/bahaya', '/lapor/bahaya', { form: {} })).html).toBe('{}');
  });

  test('are not asked first whether somebody else has reported it', async () => {
    const near = {
      candidates: [
        {
          trackingId: 'AMB-7K3Q9C6',
          receivedAt: complaint.receivedAt,
          status: 'RECEIVED',
          statusLabel: '',
          agency: null,
          why: [],
        },
      ],
    };
    const api = fakeApi({
      ...lists,
      'POST /v1/danger': { emergency },
      'POST /v1/complaints/candidates': near,
      'POST /v1/complaints': filed,
    });
    const sent = await browser(api)('POST /lapor', '/lapor', {
      form: { ...danger, serviceCode: 'lampu-jalan', lat: '-3.69', long: '128.18' },
    });
    expect(sent.status).toBe(303);
  });
});

test('a receipt of a danger begins with whom to call, above its number', async () => {
  const call = [{ name: 'darurat kota', number: '112', free: true }];
  const danger = { ...own, emergency: { text: 'Telepon 112 SEKARANG, gratis.', call } };
  const shown = await browser(fakeApi({ [`GET /v1/complaints/${id}`]: danger }))(
    'GET /lacak/{trackingId}/bukti',
    `/lacak/${id}/bukti`,
    { cookies: [`tanggap_laporan=${secret}`] },
  );
  expect(shown.html).toContain('<a href="tel:112">');
  expect(shown.html.indexOf('tel:112')).toBeLessThan(shown.html.indexOf('class="number"'));
});

describe('the form', () => {
  test('offers services and areas of the API, with a key of its own', async () => {
    const shown = await browser(fakeApi(lists))('GET /lapor', '/lapor?layanan=sampah');
    expect(shown.html).toMatch(/<option value="sampah"[^>]* selected/);
    expect(shown.html).toContain('Uritetu (kelurahan)');
    expect(shown.html).toMatch(/name="kunci" value="[\w-]{20,}"/);
  });

  test('files on Enter in any field, but for a search that has led to no service yet', async () => {
    const api = fakeApi({ ...lists, 'POST /v1/complaints': filed });
    const open = browser(api);
    const shown = await open('GET /lapor', '/lapor');
    expect(shown.html.match(/<button[^>]*name="langkah"[^>]*>/)?.[0]).toContain('value="enter"');
    const enter = (more: object) => open('POST /lapor', '/lapor', { form: { ...form, langkah: 'enter', ...more } });
    expect((await enter({ cari: 'lampu' })).status).toBe(200);
    expect(api.asked.some(({ path }) => path === '/v1/complaints')).toBe(false);
    expect((await enter({ cari: 'lampu', serviceCode: 'lampu-jalan' })).status).toBe(303);
    expect((await enter({})).status).toBe(303);
  });

  test('files with the key of the web form, and leads to a receipt without a secret in its address', async () => {
    const api = fakeApi({ ...lists, 'POST /v1/complaints': filed });
    const sent = await browser(api)('POST /lapor', '/lapor', {
      form: { ...form, phone: '0811 1000', anonymous: 'ya', landmark: 'depan gereja', lat: '-3,69', long: '128.18' },
    });
    expect(api.asked.at(-1)).toEqual({
      method: 'POST',
      path: '/v1/complaints',
      body: {
        description: form.description,
        location: { lat: -3.69, long: 128.18, landmark: 'depan gereja' },
        reporter: { phone: '0811 1000' },
        anonymous: true,
      },
      caller: { webKey: true, idempotencyKey: 'web-kunci-formulir' },
    });
    expect([sent.status, sent.headers['location']]).toEqual([303, `/lacak/${id}/bukti`]);
    expect(sent.cookies).toEqual([`tanggap_laporan=${secret}; Path=/lacak/${id}; HttpOnly; Secure; SameSite=Lax`]);
  });

  test('offers what is near before it files, keeps what was typed, and files when it is sent again', async () => {
    const near = {
      candidates: [
        {
          trackingId: 'AMB-2222222',
          serviceCode: 'lampu-jalan',
          status: 'FORWARDED',
          statusLabel: 'x',
          agency: null,
          receivedAt: '2026-03-09T00:00:00Z',
          dueOn: null,
          expectedOn: null,
          score: 0.9,
          why: [{ what: 'near', words: 'di dekat sini' }],
        },
      ],
    };
    const api = fakeApi({ ...lists, 'POST /v1/complaints/candidates': near, 'POST /v1/complaints': filed });
    const open = browser(api);
    const typed = { ...form, serviceCode: 'lampu-jalan', areaCode: '81.71.02.1019' };
    const offered = await open('POST /lapor', '/lapor', { form: typed });
    expect(offered.html).toContain('/gabung/AMB-2222222');
    expect(offered.html).toContain('di dekat sini');
    expect(offered.html).toContain(form.description);
    expect(api.asked.some(({ path }) => path === '/v1/complaints')).toBe(false);
    expect((await open('POST /lapor', '/lapor', { form: { ...typed, diperiksa: 'ya' } })).status).toBe(303);
  });

  test('says what is wrong at its field and above the form, and keeps what was typed', async () => {
    const api = fakeApi({
      ...lists,
      'POST /v1/complaints': refusedWith(400, 'invalid-input', [{ field: 'reporter.phone', message: 'not a phone' }]),
    });
    const shown = await browser(api)('POST /lapor', '/lapor', { form: { ...form, phone: 'abc' } });
    expect(shown.status).toBe(400);
    expect(shown.html).toContain('<a href="#phone">Nomor telepon seluler, misalnya');
    expect(shown.html).toMatch(/id="phone"[^>]*aria-describedby="phone-hint phone-fault"[^>]*aria-invalid="true"/);
    expect(shown.html).toContain('value="abc"');
  });

  test('asks for other services without filing, whatever else is filled in', async () => {
    const api = fakeApi(lists);
    const shown = await browser(api)('POST /lapor', '/lapor', { form: { ...form, langkah: 'cari', cari: 'pju' } });
    expect(shown.html).toContain('value="lampu-jalan"');
    expect(shown.html).not.toContain('value="sampah"');
    expect(api.asked.every(({ method }) => method === 'GET')).toBe(true);
  });

  test.each([
    ['a form that was used already', 409, 409],
    ['too many at once', 429, 429],
    ['a key that has ended', 401, 503],
    ['a city that does not answer', 503, 503],
  ])('keeps the text after %s', async (_, status, shownAs) => {
    const api = fakeApi({ ...lists, 'POST /v1/complaints': refusedWith(status, 'x') });
    const shown = await browser(api)('POST /lapor', '/lapor', { form });
    expect(shown.status).toBe(shownAs);
    expect(shown.html).toContain(form.description);
    expect(shown.html).toContain('role="alert"');
  });

  test('keeps what was typed and chosen while nothing answers, and says how else to report once its key has ended', async () => {
    const none = new ApiUnavailable('no answer');
    const silent = fakeApi({ 'GET /v1/services': none, 'GET /v1/areas': none, 'POST /v1/complaints': none });
    const shown = await browser(silent)('POST /lapor', '/lapor', {
      form: { ...form, areaCode: '81.71.02.1019', diperiksa: 'ya' },
    });
    expect(shown.status).toBe(503);
    expect(shown.html).toContain(form.description);
    expect(shown.html).toContain('<option selected>81.71.02.1019</option>');
    const ended = fakeApi({ ...lists, 'POST /v1/complaints': refusedWith(401, 'unauthenticated') });
    expect((await browser(ended)('POST /lapor', '/lapor', { form })).html).toMatch(/SMS .* loket/);
  });

  test('is closed until the city has made its key', async () => {
    expect((await browser(fakeApi(lists), { formOpen: false })('GET /lapor', '/lapor')).status).toBe(503);
    expect(
      (await browser(fakeApi({ 'GET /v1/services': new ApiUnavailable('no answer') }))('GET /lapor', '/lapor')).status,
    ).toBe(503);
  });
});

describe('the private link', () => {
  test('puts its secret into a cookie of this report, and out of the address', async () => {
    const opened = await browser(fakeApi({}))('GET /tautan/{trackingId}/{secret}', `/tautan/${id}/${secret}`);
    expect([opened.status, opened.headers['location'], opened.headers['referrer-policy']]).toEqual([
      303,
      `/lacak/${id}`,
      'no-referrer',
    ]);
    expect(opened.cookies[0]).toContain(`=${secret}; Path=/lacak/${id}; HttpOnly; Secure; SameSite=Lax`);
    const typed = `/tautan/${id.toLowerCase()}/${secret}`;
    expect((await browser(fakeApi({}))('GET /tautan/{trackingId}/{secret}', typed)).cookies).toEqual(opened.cookies);
  });

  test('is passed on to the API, and shows what only the reporter sees', async () => {
    const api = fakeApi({ [`GET /v1/complaints/${id}`]: own });
    const shown = await browser(api)('GET /lacak/{trackingId}', `/lacak/${id}`, { cookies });
    expect(api.asked).toEqual([{ method: 'GET', path: `/v1/complaints/${id}`, caller: { secret } }]);
    expect(shown.html).toContain('Lampu mati.');
    expect(shown.html).not.toContain(secret);
  });

  test('the receipt shows it once more as text and as a code, from the cookie alone', async () => {
    const api = fakeApi({ [`GET /v1/complaints/${id}`]: own });
    const open = browser(api);
    const headers = { host: 'evil.example', 'x-forwarded-proto': 'https' };
    const shown = await open('GET /lacak/{trackingId}/bukti', `/lacak/${id}/bukti`, { cookies, headers });
    expect(shown.html).toContain(`https://lapor.example/tautan/${id}/${secret}`);
    expect(shown.html).toContain('<svg class="qr"');
    expect(shown.html).not.toContain('BAHAYA');
    expect((await open('GET /lacak/{trackingId}/bukti', `/lacak/${id}/bukti`)).status).toBe(404);
  });
});

describe('tracking', () => {
  test('says who must act, by which day, how many working days are left, and what comes next', async () => {
    const shown = await browser(fakeApi({ [`GET /v1/complaints/${id}`]: complaint }))(
      'GET /lacak/{trackingId}',
      `/lacak/${id}`,
    );
    for (const words of [
      'Dinas Perhubungan',
      'Selasa, 17 Maret 2026',
      '5 hari kerja lagi',
      'Instansi harus menanggapi.',
      'Laporan dibuat',
      'Lampu mati di [ALAMAT].',
      'sekitar -3.697, 128.182',
    ])
      expect(shown.html).toContain(words);
    expect(shown.html).not.toContain('Yang dapat Anda lakukan');
  });

  test('offers exactly what the API says the reporter may do', async () => {
    const shown = await browser(fakeApi({ [`GET /v1/complaints/${id}`]: own }))(
      'GET /lacak/{trackingId}',
      `/lacak/${id}`,
      { cookies },
    );
    const offered = [...shown.html.matchAll(/action="\/lacak\/[\w-]+\/(\w+)"/g)].map((match) => match[1]);
    expect(offered).toEqual(['tutup', 'comment', 'photo', 'privacy', 'withdraw']);
  });

  test('sends an action on, and after a refusal shows how it stands now with what was typed', async () => {
    const path = `POST /v1/complaints/${id}/actions/comment`;
    const api = fakeApi({ [path]: { trackingId: id } });
    const sent = await browser(api)('POST /lacak/{trackingId}/{action}', `/lacak/${id}/comment`, {
      cookies,
      form: { 'text-comment': 'Tiang 12' },
    });
    expect(api.asked.at(-1)).toMatchObject({ body: { text: 'Tiang 12' }, caller: { secret } });
    expect(sent.headers['location']).toBe(`/lacak/${id}?terkirim=ya`);
    const refusing = fakeApi({ [path]: refusedWith(409, 'conflict'), [`GET /v1/complaints/${id}`]: own });
    const shown = await browser(refusing)('POST /lacak/{trackingId}/{action}', `/lacak/${id}/comment`, {
      cookies,
      form: { 'text-comment': 'Tiang 12' },
    });
    expect(shown.status).toBe(409);
    expect(shown.html).toContain('Tiang 12');
    expect(shown.html).toContain('sudah berubah');
  });

  test.each([
    ['cannot be done any more', refusedWith(409, 'conflict'), 409],
    ['comes too often', refusedWith(429, 'too-many-requests'), 429],
    ['is of a link that is over', refusedWith(404, 'not-found'), 404],
  ])('loses no word of what %s', async (_, refusal, status) => {
    const api = fakeApi({
      [`POST /v1/complaints/${id}/actions/object`]: refusal,
      [`GET /v1/complaints/${id}`]: own,
    });
    const shown = await browser(api)('POST /lacak/{trackingId}/{action}', `/lacak/${id}/object`, {
      cookies,
      form: { 'text-object': 'Masih gelap di tiang 12' },
    });
    expect(shown.status).toBe(status);
    expect(own.actions).not.toContain('object');
    expect(shown.html).toContain('<p class="said">Masih gelap di tiang 12</p>');
  });

  test('says both privacy switches, since an unticked box is sent by nobody', async () => {
    const api = fakeApi({ [`POST /v1/complaints/${id}/actions/privacy`]: { trackingId: id } });
    await browser(api)('POST /lacak/{trackingId}/{action}', `/lacak/${id}/privacy`, {
      cookies,
      form: { anonymous: 'ya' },
    });
    expect(api.asked[0]?.body).toEqual({ anonymous: true, confidential: false });
  });

  test('without the link nobody acts, no other action is passed on, and a post of another site is refused', async () => {
    const api = fakeApi({});
    const open = browser(api);
    const post = (action: string, more: object) =>
      open('POST /lacak/{trackingId}/{action}', `/lacak/${id}/${action}`, { form: { 'text-comment': 'x' }, ...more });
    expect((await post('comment', {})).status).toBe(404);
    expect((await post('answer', { cookies })).status).toBe(404);
    expect((await post('comment', { cookies, headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    // Browsers that do not send it name the origin.
    for (const origin of ['https://evil.example', 'null', 'http://lapor.example'])
      expect((await post('comment', { cookies, headers: { origin } })).status).toBe(403);
    expect(api.asked).toEqual([]);
    expect((await post('comment', { cookies, headers: { origin: 'https://lapor.example' } })).status).not.toBe(403);
  });

  test('leads from a number as people type it to the number as the city spells it', async () => {
    const open = browser(fakeApi({ 'GET /v1/complaints/amb7k3q9cx': complaint }));
    expect((await open('GET /lacak', '/lacak?nomor=amb7k3q9cx')).headers['location']).toBe('/lacak/amb7k3q9cx');
    expect((await open('GET /lacak/{trackingId}', '/lacak/amb7k3q9cx')).headers['location']).toBe(`/lacak/${id}`);
    expect((await open('GET /lacak/{trackingId}', '/lacak/AMB-0000000')).status).toBe(404);
  });

  test('shows what people wrote as text', async () => {
    const hostile = '</p><script>alert(1)</script><img src=x onerror=alert(1)> & "\'';
    const said = {
      ...own,
      report: {
        ...own.report,
        title: hostile,
        description: hostile,
        location: { ...own.report.location, landmark: hostile },
      },
      timeline: [{ ...own.timeline[0], text: hostile }],
    };
    const shown = await browser(fakeApi({ [`GET /v1/complaints/${id}`]: said }))(
      'GET /lacak/{trackingId}',
      `/lacak/${id}`,
      { cookies },
    );
    expect(shown.html.match(/<script/g)).toHaveLength(1);
    expect(shown.html).not.toContain('<img');
    expect(shown.html.match(/&lt;script>/g)).toHaveLength(4);
  });
});

describe('saya juga', () => {
  test('joins a public complaint and gives a receipt of its own', async () => {
    const api = fakeApi({
      [`GET /v1/complaints/${id}`]: complaint,
      [`POST /v1/complaints/${id}/join`]: { ...filed, trackingId: 'AMB-3333333' },
    });
    const open = browser(api);
    expect((await open('GET /gabung/{trackingId}', `/gabung/${id}`)).html).toContain('Ikut laporan ini');
    const sent = await open('POST /gabung/{trackingId}', `/gabung/${id}`, {
      form: { kunci: 'kunci-formulir', phone: '0811 1000' },
    });
    expect(sent.headers['location']).toBe('/lacak/AMB-3333333/bukti');
    expect(api.asked.at(-1)).toMatchObject({ body: { reporter: { phone: '0811 1000' } }, caller: { webKey: true } });
  });
});
