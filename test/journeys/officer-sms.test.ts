/** An officer with nothing but a phone: registered, told each morning what is due, reporting what was answered. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../bin/support/local-client.ts';
import { citizen, idIn } from '../support/citizen.ts';
import { freshPhone, staffView, useOwnCity } from '../support/city.ts';

const city = useOwnCity();
const run = promisify(execFile);
const [number, elsewhere] = [freshPhone(), freshPhone()];
const admin = { role: 'admin' } as const;
let officer: ReturnType<typeof citizen>;
let late: string;
let registered: number;
/** Set by the digest's test: the report of the second day. */
let reporter: { id: string; phone: ReturnType<typeof citizen> };

beforeAll(async () => {
  const { client } = city;
  const liaison = ['--role', 'liaison', '--office', 'liaison', '--agency', 'dinas-perhubungan', '--name', 'Petugas'];
  const phone = ['--subject', 'sub-lapangan', '--phone', number.replace('+62', '0'), '--digest'];
  await run(process.execPath, ['bin/officer.ts', ...liaison, ...phone, '--local', city.cloud.url]);
  const body = { name: 'Lain', role: 'liaison', office: 'liaison', agencies: ['dinas-pupr'], phone: elsewhere };
  registered = (await client.asOfficer(admin, 'PUT', '/v1/admin/officers/sub-lain', body)).status;

  officer = citizen(client, number);
  late = idIn((await citizen(client).send('lampu jalan mati di Lateri'))[0]);
});

const history = async (id: string): Promise<Json[]> => (await staffView(city.client, id)).events;

describe('the number', () => {
  test('comes back in no answer and no history of edits', async () => {
    expect(registered).toBe(201);
    const digits = [number, elsewhere].map((n) => n.slice(-8));
    for (const subject of ['sub-lapangan', 'sub-lain'])
      for (const path of [`officers/${subject}`, `officers/${subject}/edits`, 'officers']) {
        const { status, body } = await city.client.asOfficer(admin, 'GET', `/v1/admin/${path}`);
        expect([status, digits.filter((d) => JSON.stringify(body).includes(d))]).toEqual([200, []]);
      }
  });
});

test('each working day at 07:30 one SMS says what is new, due soon and late', async () => {
  const { client } = city;
  const { dueAt } = await staffView(client, late);
  // Eight in the morning of the day on which it is due.
  await client.moveTo(new Date(Date.parse(dueAt) - 16 * 3_600_000).toISOString());
  const soFar = await officer.inbox();
  expect(soFar.map((sms) => sms.at.slice(11, 16))).toEqual(soFar.map(() => '22:30'));
  expect((await officer.news()).at(-1)).toBe(
    `Tanggap hari ini: 1 belum ditanggapi, 1 segera jatuh tempo, 0 lewat batas. Dahulukan: ${late}`,
  );

  const phone = citizen(client);
  reporter = { phone, id: idIn((await phone.send('lampu jalan mati di Batu Merah'))[0]) };
  let next: string[] = [];
  for (let days = 0; next.length === 0 && days < 14; days += 1) {
    await client.advance('P1D');
    next = await officer.news();
  }
  expect(next).toEqual([
    `Tanggap hari ini: 1 belum ditanggapi, 0 segera jatuh tempo, 1 lewat batas. Dahulukan: ${late}, ${reporter.id}`,
  ]);
});

describe('LAPOR DIJAWAB', () => {
  const report = (): string => `LAPOR DIJAWAB ${reporter.id} lampu sudah diganti`;

  test("from a number that is no officer's, or another agency's, learns nothing and changes nothing", async () => {
    const { version } = await staffView(city.client, reporter.id);
    for (const phone of [citizen(city.client), citizen(city.client, elsewhere)])
      expect(await phone.send(report())).toEqual([expect.stringContaining('tidak ada untuk nomor HP ini')]);
    expect(await staffView(city.client, reporter.id)).toMatchObject({ status: 'FORWARDED', version });
  });

  test('is recorded as respond once the six digits come back, not by wrong ones nor too late; its reporter sees it', async () => {
    const { client } = city;
    const ask = async (): Promise<string> => /\b\d{6}\b/.exec((await officer.send(report())).join())?.[0] ?? '';
    const old = await ask();
    expect(await officer.send(old === '111111' ? '222222' : '111111')).toEqual([
      expect.stringContaining('tidak cocok'),
    ]);
    await client.advance('PT11M');
    expect(await officer.send(old)).toEqual([expect.stringContaining('lewat waktunya')]);
    expect(await staffView(client, reporter.id)).toMatchObject({ status: 'FORWARDED' });

    const code = await ask();
    expect(await citizen(client).send(code)).toHaveLength(1);
    expect(await officer.send(code)).toEqual([
      expect.stringMatching(`^Laporan ${reporter.id} dicatat sudah ditanggapi`),
    ]);
    expect((await history(reporter.id)).at(-1)).toMatchObject({
      action: 'respond',
      actor: { role: 'liaison', id: 'sub-lapangan' },
    });
    expect(await reporter.phone.send('STATUS')).toEqual([
      expect.stringMatching(`^Laporan ${reporter.id} sedang ditangani Dinas Perhubungan`),
    ]);
    expect((await officer.send(code)).join()).not.toContain('dicatat');
    expect((await history(reporter.id)).filter((e) => e.action === 'respond')).toHaveLength(1);
  });
});
