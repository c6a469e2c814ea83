/** The whole service by SMS alone, read message by message as a citizen reads them. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { citizen, idIn } from '../support/citizen.ts';
import { lightLiaison, staffView, streetLight, useOwnCity } from '../support/city.ts';

const city = useOwnCity();

/** "25 Mar" of a day in the staff view. */
const day = (date: string): string =>
  `${Number(date.slice(8))} ${'Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des'.split(' ')[Number(date.slice(5, 7)) - 1]}`;

test('a report without a place is completed, forwarded, answered, refused, answered again, accepted and rated', async () => {
  const { client } = city;
  const me = citizen(client);

  const [asked, ...none] = await me.send('lampu jalan mati sudah tiga malam');
  expect(none).toEqual([]);
  const id = idIn(asked);
  expect(asked).toBe(
    `Laporan ${id} sudah kami terima. Di mana tempatnya? Balas dengan nama kelurahan atau negeri, jalan, atau patokan terdekat.`,
  );
  const located = await me.send('di batumera dekat masjid raya');
  const forwarded = await staffView(client, id);
  expect(forwarded).toMatchObject({ status: 'FORWARDED', channel: 'sms', version: 3 });
  expect(located).toEqual([
    `Terima kasih. Laporan ${id} kami teruskan ke Dinas Perhubungan. Jawabannya paling lambat ${day(forwarded.expectedOn)}. Anda akan kami kabari.`,
  ]);

  const answer = async (expectedVersion: number, text: string): Promise<string> => {
    expect((await client.act(lightLiaison, id, 'answer', { outcome: 'done', expectedVersion, text })).status).toBe(200);
    const [told, ...more] = await me.news();
    const { dueOn } = await staffView(client, id);
    expect(more).toEqual([]);
    const code = / ([0-9]{3}),/.exec(told ?? '')?.[1] ?? '';
    expect(told).toBe(
      `Laporan ${id} sudah dikerjakan (baca: ISI). Sampai ${day(dueOn)}: SETUJU ${id} ${code}, atau TOLAK ${id} lalu alasannya. Tanpa balasan, ditutup.`,
    );
    return code;
  };
  await answer(3, 'Lampu diganti.');

  expect(await me.send('TOLAK')).toEqual([
    `Apa alasan Anda menolak jawaban atas laporan ${id}? Balas dengan alasannya.`,
  ]);
  const objected = await me.send('masih gelap di depan masjid');
  expect(objected).toEqual([
    `Keberatan Anda atas laporan ${id} kami teruskan ke Dinas Perhubungan. Jawaban barunya paling lambat ${day((await staffView(client, id)).dueOn)}.`,
  ]);

  const code = await answer(5, 'Sudah dua lampu.');
  expect(await me.send('setuju pak')).toEqual([
    `Setuju dengan jawaban Dinas Perhubungan? Kirim SETUJU ${id} ${code}, maka laporan ditutup. Belum beres? Kirim TOLAK ${id} lalu alasannya.`,
  ]);
  expect(await me.send(`SETUJU ${id} ${code}`)).toEqual([
    `Laporan ${id} selesai: Anda setuju dengan jawaban Dinas Perhubungan. Beri nilai: NILAI ${id} 5 ${code} (5 = sangat baik).`,
  ]);
  expect(await me.send(`NILAI 5 ${code}`)).toEqual([`Terima kasih. Nilai Anda untuk laporan ${id} sudah kami catat.`]);

  const seen = await staffView(client, id);
  expect(seen).toMatchObject({ status: 'CLOSED', rating: 5, chain: { valid: true } });
  expect(seen.events.map((e: { action: string }) => e.action)).toEqual([
    'file',
    'complete',
    'forward',
    'answer',
    'object',
    'answer',
    'accept',
    'rate',
  ]);
});

test('an SMS that does not arrive marks the complaint, and its officer is told once; one that comes takes the mark off', async () => {
  const { client } = city;
  const me = citizen(client);
  const id = idIn((await me.send('lampu jalan mati di Passo'))[0]);
  const fail = () => client.call('POST', '/_local/sms-failures', { body: { to: me.number } });
  expect((await fail()).body).toMatchObject({ ok: true });
  await client.idle();
  expect(await staffView(client, id)).toMatchObject({ contactNote: 'pelapor tidak dapat di-SMS' });
  await fail();
  await client.idle();
  const told = (await client.notices(id)).filter((n) => n.subject.includes('tidak dapat di-SMS'));
  expect(told).toMatchObject([{ attributes: { agency: 'dinas-perhubungan', office: 'liaison' } }]);

  await me.send('STATUS');
  const seen = await staffView(client, id);
  expect(seen).toMatchObject({ contactNote: null, chain: { valid: true } });
  expect(seen.events.map((e: { action: string }) => e.action)).toEqual(['file', 'forward', 'unreachable', 'reachable']);
});

test('after STOP nothing comes any more, not even the news of a report; MULAI undoes it', async () => {
  const { client } = city;
  const me = citizen(client);
  const id = idIn((await me.send('lampu jalan mati di Wayame'))[0]);
  const [asked] = await me.send('STOP');
  const [, code] = /STOP ([0-9]{3})/.exec(asked ?? '') ?? [];
  expect(await me.send(`STOP ${code}`)).toEqual([expect.stringContaining('tidak akan kami kirimi SMS lagi')]);
  const { version } = await staffView(client, id);
  expect(
    (
      await client.act(lightLiaison, id, 'answer', {
        outcome: 'done',
        expectedVersion: version,
        text: 'Sudah diangkut.',
      })
    ).status,
  ).toBe(200);
  expect(await me.send('STATUS')).toEqual([]);
  expect(await me.send('MULAI')).toEqual([expect.stringContaining('Anda akan menerima SMS lagi')]);
  expect(await me.send('STATUS')).toEqual([expect.stringContaining(`TOLAK ${id} alasan`)]);
});

test("an id is honoured only for its own sender's number; a gateway's repeats change nothing", async () => {
  const { client } = city;
  const [me, other] = [citizen(client), citizen(client)];
  const id = idIn((await me.send('lampu jalan mati di Lateri', { messageId: 'gw-1' }))[0]);
  expect(await me.send('lampu jalan mati di Lateri', { messageId: 'gw-1' })).toEqual([]);
  for (const text of [`STATUS ${id}`, `SETUJU ${id}`, `BALAS ${id} halo`, `CABUT ${id}`])
    expect(await other.send(text)).toEqual([expect.stringContaining('tidak ada untuk nomor HP ini')]);
  expect(await staffView(client, id)).toMatchObject({ version: 2 });
});

test('a forged SMS without the code of our own SMS ends, judges and silences nothing', async () => {
  const { client } = city;
  const me = citizen(client);
  const id = idIn((await me.send('RAHASIA lampu jalan mati di Halong'))[0]);
  for (const text of ['BATAL', `CABUT ${id}`, `CABUT ${id} 99`, 'STOP', 'mau cabut laporan'])
    expect(await me.send(text)).toEqual([expect.stringMatching(/Kirim (?:CABUT|STOP)|kirim (?:CABUT|STOP)/)]);
  expect(await staffView(client, id)).toMatchObject({ status: expect.not.stringMatching('WITHDRAWN') });
  expect(await me.send('STATUS')).toHaveLength(1);
});

test('a withdrawal needs the code, and is undone by its reporter', async () => {
  const { client } = city;
  const me = citizen(client);
  const id = idIn((await me.send('lampu jalan mati di Wayame'))[0]);
  const [asked] = await me.send('tidak jadi pak');
  expect(await me.send(/CABUT [A-Z]{3}-\w{7} [0-9]{3}/.exec(asked ?? '')?.[0] ?? '')).toEqual([
    `Laporan ${id} sudah dicabut. Bukan Anda, atau berubah pikiran? Kirim PULIHKAN dalam 7 hari.`,
  ]);
  expect(await staffView(client, id)).toMatchObject({ status: 'WITHDRAWN' });
  expect(await me.send('PULIHKAN')).toEqual([expect.stringContaining(`Laporan ${id} ada di Dinas Perhubungan`)]);
  expect(await staffView(client, id)).toMatchObject({ status: 'FORWARDED', chain: { valid: true } });
});

test('a webhook that is not signed by the gateway is refused and leaves nothing', async () => {
  const { client } = city;
  const body = { messageId: 'x', from: '081234567899', body: 'lampu jalan mati di Lateri' };
  const headers = { 'x-timestamp': '1', 'x-signature': 'ab' };
  expect((await client.call('POST', '/sms/inbound', { body, headers })).body).toMatchObject({
    status: 401,
    code: 'unauthenticated',
  });
  expect((await client.call('POST', '/sms/inbound', { body })).status).toBe(401);
});

test('a reply that notification had to give up is sent by a replay, once', async () => {
  const { client } = city;
  const me = citizen(client);
  const fault = { service: 'sqs', action: 'SendMessage', effect: 'error', error: 'AccessDeniedException' };
  await client.call('POST', '/_local/faults', { body: { ...fault, times: 100, caller: 'notification' } });
  expect(await me.send('BANTUAN')).toEqual([]);
  await client.call('DELETE', '/_local/faults');

  const since = new Date(Date.now() - 86_400_000).toISOString();
  const replay = ['bin/replay.ts', '--consumer', 'notification', '--since', since, '--local', city.cloud.url];
  const before = (await client.sms()).length;
  await promisify(execFile)(process.execPath, replay);
  expect(await me.news()).toEqual([expect.stringContaining('Tulis masalah dan tempatnya')]);
  // Past the five minutes in which the queue itself would know it again.
  await client.advance('PT6M');
  await promisify(execFile)(process.execPath, replay);
  await client.idle();
  expect(await client.sms()).toHaveLength(before + 1);
});

test('who has only an e-mail address is told by the relay of the city, and officers see that there is no phone', async () => {
  const { client, cloud } = city;
  const run = promisify(execFile);
  await run(process.execPath, [
    'bin/gateway.ts',
    '--email',
    `${cloud.url}/_local/webhooks/surat`,
    '--local',
    cloud.url,
  ]);
  await client.advance('PT2M');
  const report = streetLight({ reporter: { name: 'Marthen Latuheru', email: 'warga@contoh.id' } });
  const { trackingId: id } = (await client.file(report)).body;
  await client.idle();
  expect(await staffView(client, id)).toMatchObject({ contact: 'email', contactNote: 'pelapor hanya punya e-mail' });

  const { body } = await client.call('GET', '/_local/webhooks');
  const mails = body
    .filter((w: { name: string }) => w.name === 'surat')
    .map((w: { body: string }) => JSON.parse(w.body));
  expect(mails).toEqual([
    {
      to: 'warga@contoh.id',
      subject: `Laporan ${id} sudah kami terima dan teruskan`,
      text: expect.stringMatching(
        `^Yth. pelapor,\n\nLaporan ${id} sudah kami terima dan teruskan ke Dinas Perhubungan`,
      ),
    },
  ]);
  expect(JSON.stringify(mails)).not.toMatch(/Marthen|gereja/);
  expect(await client.sms(id)).toEqual([]);
});
