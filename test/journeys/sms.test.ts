/** The whole service by SMS alone, read message by message as a citizen reads them. */
import { expect, test } from 'vitest';
import { citizen, idIn } from '../support/citizen.ts';
import { lightLiaison, staffView, useCity } from '../support/city.ts';

const city = useCity();

test('a report without a place is completed, forwarded, answered, refused, answered again, accepted and rated', async () => {
  const { client } = city;
  const me = citizen(client);

  const [asked, ...none] = await me.send('lampu jalan mati sudah tiga malam');
  expect(none).toEqual([]);
  const id = idIn(asked);
  expect(asked).toBe(
    `Laporan ${id} sudah kami terima. Di mana tempatnya? Balas dengan nama kelurahan atau negeri, jalan, atau patokan terdekat.`,
  );
  expect(await me.send('di batumera dekat masjid raya')).toEqual([
    expect.stringMatching(`^Terima kasih. Laporan ${id} kami teruskan ke Dinas Perhubungan. Jawabannya paling lambat `),
  ]);
  expect(await staffView(client, id)).toMatchObject({ status: 'FORWARDED', channel: 'sms', version: 3 });

  expect((await client.act(lightLiaison, id, 'answer', { expectedVersion: 3, text: 'Lampu diganti.' })).status).toBe(
    200,
  );
  const [answered] = await me.news();
  expect(answered).toMatch(new RegExp(`^Laporan ${id} dijawab Dinas Perhubungan\\..*SETUJU ${id}.*TOLAK ${id}`));

  expect(await me.send('TOLAK')).toEqual([
    `Apa alasan Anda menolak jawaban atas laporan ${id}? Balas dengan alasannya.`,
  ]);
  expect(await me.send('masih gelap di depan masjid')).toEqual([
    expect.stringMatching(
      `^Keberatan Anda atas laporan ${id} kami teruskan ke Dinas Perhubungan. Jawaban barunya paling lambat `,
    ),
  ]);

  expect((await client.act(lightLiaison, id, 'answer', { expectedVersion: 5, text: 'Sudah dua lampu.' })).status).toBe(
    200,
  );
  expect(await me.news()).toHaveLength(1);
  expect(await me.send('setuju pak')).toEqual([
    expect.stringMatching(`^Laporan ${id} selesai: Anda setuju .*NILAI 1 sampai 5`),
  ]);
  expect(await me.send('NILAI 5')).toEqual([`Terima kasih. Nilai Anda untuk laporan ${id} sudah kami catat.`]);

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
