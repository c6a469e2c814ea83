/** A citizen with nothing but SMS reads what an officer asked and answered; a confidential report tells the procedure and no word of it. */
import { expect, test } from 'vitest';
import { septets } from '../../../functions/domain/kernel/gsm7.ts';
import { citizen, idIn } from '../../support/citizen.ts';
import { coordinator, lightLiaison, staffView, useOwnCity } from '../../support/city.ts';

const city = useOwnCity();
type Who = Parameters<typeof city.client.act>[0];

const act = async (who: Who, id: string, action: string, fields: object) => {
  const { version } = await staffView(city.client, id);
  const { status } = await city.client.act(who, id, action, { expectedVersion: version, ...fields });
  expect(status).toBe(200);
};

test('question and answer come by ISI, scrubbed, in at most two segments, to the phone of that report only', async () => {
  const me = citizen(city.client);
  const id = idIn((await me.send('lampu jalan mati di Passo dekat pasar'))[0]);
  expect(await me.send(`ISI ${id}`)).toEqual([expect.stringContaining('Belum ada pertanyaan atau jawaban petugas')]);

  await act(lightLiaison, id, 'ask', { text: 'Tiang nomor berapa? Telepon kami di 0811 4706 999.' });
  const [asked] = await me.news();
  expect(asked).toContain(`ISI ${id} untuk membaca`);
  const [question] = await me.send('isi');
  expect(question).toContain('Tiang nomor berapa? Telepon kami di [TELP].');
  expect(question).toContain(`BALAS ${id}`);
  await me.send(`BALAS ${id} tiang ketiga dari pasar`);

  const text = `Lampu sudah kami ganti. ${'Kabelnya juga sudah diperiksa sampai ke gardu. '.repeat(8)}`;
  await act(lightLiaison, id, 'answer', { outcome: 'done', text });
  const [answered] = await me.news();
  expect(answered).toContain('(baca: ISI)');
  expect(septets(answered!)).toBeLessThanOrEqual(160);
  const [answer] = await me.send(`baca ${id}`);
  expect(answer).toMatch(/^Jawaban Dinas Perhubungan atas laporan .*: Lampu sudah kami ganti\. .*\.\.$/);
  expect(septets(answer!)).toBeLessThanOrEqual(306);

  const stranger = citizen(city.client);
  expect(await stranger.send(`ISI ${id}`)).toEqual([expect.stringContaining('tidak ada untuk nomor HP ini')]);
  // "Isi" begins reports too.
  expect(await stranger.send('isi tempat sampah di Batu Merah sudah seminggu tidak diangkut')).toEqual([
    expect.stringContaining('sudah kami terima'),
  ]);
});

test('a confidential reporter learns of the question, the answer and how to read them, and no word of the matter', async () => {
  const me = citizen(city.client);
  const id = idIn((await me.send('RAHASIA lampu jalan mati di Wayame depan rumah camat'))[0]);
  const said: string[] = [];
  const hear = async (...texts: string[]) => {
    said.push(...texts);
    return texts;
  };
  expect(await hear(...(await me.send(`STATUS ${id}`)))).toEqual([expect.stringMatching(/proses|terima/)]);
  const asker = (await staffView(city.client, id)).agency ? lightLiaison : coordinator;
  await act(asker, id, 'ask', { text: 'Rumah camat yang mana?' });
  expect(await hear(...(await me.news()))).toEqual([
    expect.stringContaining('petugas bertanya. Baca di laman pelaporan'),
  ]);
  expect(await hear(...(await me.send(`ISI ${id}`)))).toEqual([expect.stringContaining('tidak kami kirim lewat SMS')]);
  await me.send(`BALAS ${id} yang di ujung`);
  if (asker === coordinator) await act(coordinator, id, 'verify', { agencyId: lightLiaison.agency });
  await act(lightLiaison, id, 'answer', { outcome: 'done', text: 'Lampu di rumah camat sudah menyala.' });
  const news = await hear(...(await me.news()));
  expect(news.at(-1)).toMatch(/dijawab\. Baca di laman pelaporan, lalu SETUJU .* paling lambat \d+ \w+/);
  expect(said.join(' ')).not.toMatch(/lampu|camat|Dinas|Wayame/i);
});
