/** The admin screens over an API that the test answers for: what they ask, what they send, what they say of a refusal. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StaffMe } from '../../../functions/http/views/staff-me-schema.ts';
import { merge } from '../../../functions/pages/admin/records/merge.ts';
import { browser, fakeApi, signedIn, type Answers } from '../../support/browser/pages.ts';
import { postedFrom } from '../../support/browser/posted-form.ts';

const adminMe: StaffMe = {
  subject: 'sub-admin',
  name: 'Admin',
  role: 'admin',
  office: null,
  agencies: [],
  coordinatorAgencyId: 'diskominfo',
};
const agency = { id: 'bpbd', version: 4, name: 'BPBD', smsName: 'BPBD', kind: 'badan', nameVerified: true };
const answers = (more: Answers = {}): Answers => ({
  'GET /v1/admin/agencies/bpbd': agency,
  'GET /v1/admin/agencies/bpbd/edits': { edits: [] },
  'GET /v1/admin/agencies': { records: [agency], next: null },
  ...more,
});
const refuse = (status: number, problem: object) => ({ refused: { status, problem: { detail: '', ...problem } } });

function open(api: ReturnType<typeof fakeApi>, me: StaffMe = adminMe) {
  const { cookies, csrf } = signedIn(me);
  const ask = browser(api);
  return {
    get: (route: string, path: string) => ask(`GET ${route}`, path, { cookies }),
    post: (route: string, path: string, form: Record<string, string>) =>
      ask(`POST ${route}`, path, { cookies, form: { csrf, ...form } }),
  };
}

/** What the form of a page posts, with what is typed over it. */
const typed = (html: string, over: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(postedFrom(html)),
  ...over,
});

const one = '/kelola/{kind}/{id}';

describe('an admin screen', () => {
  test('asks in the name of who is signed in, and sends the record with the version seen, the reason, and nothing else', async () => {
    const api = fakeApi(
      answers({ 'PUT /v1/admin/agencies/bpbd': { record: { ...agency, version: 5 }, warnings: [] } }),
    );
    const desk = open(api);
    const { html } = await desk.get(one, '/kelola/instansi/bpbd');
    const saved = await desk.post(one, '/kelola/instansi/bpbd', typed(html, { name: 'BPBD Kota', alasan: 'Perda 1' }));
    expect([saved.status, saved.headers['location']]).toEqual([303, '/kelola/instansi/bpbd?tersimpan=5']);
    const { caller, body } = api.asked.find(({ method }) => method === 'PUT')!;
    expect(caller).toEqual({ token: 'token of sub-admin' });
    const { id: _, version: __, ...fields } = agency;
    expect(body).toEqual({ ...fields, name: 'BPBD Kota', expectedVersion: 4, reason: 'Perda 1' });
  });

  test('says at each field what the API finds wrong with it, and keeps what was typed', async () => {
    const errors = [
      { field: 'name', message: 'Too small: expected string to have >=3 characters' },
      { field: 'kind', message: 'Invalid option: expected one of "dinas"' },
    ];
    const desk = open(
      fakeApi(answers({ 'PUT /v1/admin/agencies/baru': refuse(400, { code: 'invalid-input', errors }) })),
    );
    const { status, html } = await desk.post('/kelola/{kind}', '/kelola/instansi', { kode: 'baru', name: 'ab' });
    expect(status).toBe(400);
    expect(html).toMatch(/id="name-fault"[^>]*>Paling sedikit 3\./);
    expect(html).toMatch(/id="kind-fault"[^>]*>Pilih salah satu\./);
    expect(html).toMatch(/name="name"[^>]*value="ab"/);
    expect(html).toMatch(/name="kode"[^>]*value="baru"/);
  });

  test('after a conflict shows theirs against mine, takes theirs where I typed nothing, and sees the new version', async () => {
    const current = { ...agency, version: 5, name: 'BPBD baru', source: 'Perda 9' };
    const api = fakeApi(answers({ 'PUT /v1/admin/agencies/bpbd': refuse(409, { code: 'conflict', current }) }));
    const desk = open(api);
    const first = await desk.get(one, '/kelola/instansi/bpbd');
    const { status, html } = await desk.post(one, '/kelola/instansi/bpbd', typed(first.html, { name: 'Punya saya' }));
    expect(status).toBe(409);
    expect(html).toMatch(/>BPBD baru<\/td><td[^>]*>Punya saya</);
    expect(Object.fromEntries(postedFrom(html))).toMatchObject({ versi: '5', name: 'Punya saya', source: 'Perda 9' });
  });

  test('takes a form of more rows than a report may have fields, and adds empty rows without sending anything', async () => {
    const rows = Object.fromEntries(
      Array.from({ length: 80 }, (_, n) => [
        [`holidays.${n}.date`, '2026-01-01'],
        [`holidays.${n}.name`, `Hari ${n}`],
        [`holidays.${n}.decree`, 'SKB'],
      ]).flat() as [string, string][],
    );
    const api = fakeApi({});
    const { status, html } = await open(api).post(one, '/kelola/hari-libur/2026', { ...rows, tambah: 'holidays' });
    expect(status).toBe(200);
    expect(html).toContain('value="Hari 79"');
    expect(html).toContain('name="holidays.83.date"');
    expect(api.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('enables a disabled subscription by an edit that changes nothing', async () => {
    const kept = { version: 7, id: 'kabar', clientId: 'app', url: 'https://app.example/hook' };
    const off = { ...kept, disabledAt: '2026-03-01T00:00:00Z', disabledReason: 'failing' };
    const api = fakeApi({
      'GET /v1/admin/subscriptions/kabar': off,
      'PUT /v1/admin/subscriptions/kabar': { record: kept, warnings: [] },
    });
    const desk = open(api);
    expect((await desk.get(one, '/kelola/langganan/kabar')).html).toContain('karena lama gagal dikirim');
    await desk.post('/kelola/{kind}/{id}/{action}', '/kelola/langganan/kabar/hidupkan', { versi: '7' });
    expect(api.asked.find(({ method }) => method === 'PUT')?.body).toEqual({
      clientId: 'app',
      url: 'https://app.example/hook',
      expectedVersion: 7,
    });
  });

  test('ends an officer’s number only where that is asked for', async () => {
    const officer = { subject: 's', version: 1, name: 'N', role: 'auditor', agencies: [], phoneMac: 'm'.repeat(43) };
    const api = fakeApi({
      'GET /v1/admin/officers/s': officer,
      'PUT /v1/admin/officers/s': { record: { ...officer, version: 2 }, warnings: [] },
    });
    const desk = open(api);
    const { html } = await desk.get(one, '/kelola/petugas/s');
    expect(html).not.toContain('mmm');
    for (const over of [{}, { phone: '0811 1000 0200' }, { 'phone._hapus': 'ya' }])
      await desk.post(one, '/kelola/petugas/s', typed(html, over));
    const sent = api.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body as Record<string, unknown>);
    expect(sent.map(({ phone }) => phone)).toEqual([undefined, '0811 1000 0200', null]);
    expect(sent.some((body) => 'phoneMac' in body)).toBe(false);
  });

  test.each([
    ['/kelola', '/kelola', 403],
    ['/kelola/{kind}', '/kelola/instansi', 403],
    ['/kelola/{kind}', '/kelola/rahasia', 404],
    [one, '/kelola/instansi/tidak-ada', 404],
    ['/kelola/{kind}/{id}/serah-terima', '/kelola/instansi/bpbd/serah-terima', 404],
  ] as const)('that the API refuses is a page in words: %s as %s is %i', async (route, path, status) => {
    const forbidden = refuse(403, { code: 'forbidden' });
    const api = fakeApi({ 'GET /v1/admin/city': forbidden, 'GET /v1/admin/agencies': forbidden });
    const page = await open(api, { ...adminMe, role: 'liaison' }).get(route, path);
    expect(page.status).toBe(status);
    expect(page.html).toContain(status === 403 ? 'Hanya admin yang boleh' : 'Tidak ada data dengan alamat ini');
  });
});

describe('two edits of one record', () => {
  const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 2 }));

  test('lose nothing that either changed, and name every field that both did', () => {
    fc.assert(
      fc.property(values, values, values, (base, theirs, mine) => {
        const merged = merge(base, theirs, mine);
        for (const name of ['a', 'b', 'c']) {
          const iChanged = base[name] !== mine[name];
          expect(merged.values[name]).toBe(iChanged ? mine[name] : theirs[name]);
          const both = iChanged && base[name] !== theirs[name] && mine[name] !== theirs[name];
          expect(merged.both.includes(name)).toBe(both);
          expect(merged.theirs.includes(name)).toBe(!iChanged && base[name] !== theirs[name]);
        }
      }),
    );
  });

  test('keep all that was typed where it is not known what the form showed first', () => {
    expect(merge(undefined, { a: 1, b: 2 }, { a: 3, b: 2 })).toEqual({
      values: { a: 3, b: 2 },
      theirs: [],
      both: ['a'],
    });
  });
});
