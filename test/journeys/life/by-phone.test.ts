/** A reporter of the web uses every command by the phone on file; the SMS that asks for a reply names the number that takes it. */
import { expect, test } from 'vitest';
import { citizen } from '../../support/citizen.ts';
import { lightLiaison, staffView, streetLight, useOwnCity } from '../../support/city.ts';

const city = useOwnCity();

test('reads the answer by ISI, refuses it, agrees and rates by SMS', async () => {
  const { client } = city;
  const me = citizen(client);
  const filed = await client.file(streetLight({ reporter: { phone: me.number } }));
  const id: string = filed.body.trackingId;
  await me.news();
  const answer = async (text: string): Promise<string[]> => {
    const { version } = await staffView(client, id);
    const body = { expectedVersion: version, outcome: 'done', text };
    expect((await client.act(lightLiaison, id, 'answer', body)).status).toBe(200);
    return me.news();
  };
  expect(await answer('Lampu diganti.')).toEqual([expect.stringMatching(/SMS ke 08114706999 sampai .*SETUJU/)]);
  expect(await me.send('ISI')).toEqual([expect.stringContaining('Lampu diganti.')]);
  expect(await me.send(`TOLAK ${id} masih gelap`)).toEqual([expect.stringContaining('Keberatan Anda')]);
  const [again = ''] = await answer('Dua lampu diganti.');
  const code = /SETUJU \S+ (\d{3})/.exec(again)?.[1];
  await me.send(`SETUJU ${id} ${code}`);
  expect(await staffView(client, id)).toMatchObject({ status: 'CLOSED', channel: 'api', outcome: 'done' });
});
