/** Many posts at once: none is lost, none is stored twice. */
import { beforeAll, expect, test } from 'vitest';
import { useCity } from '../../support/city.ts';
import { countItems } from '../../support/count-items.ts';
import { runs } from '../../support/runs.ts';
import { newClient } from '../../support/open311/city.ts';
import { Open311, type Told } from '../../support/open311/calls.ts';

const city = useCity();
const posts = runs(100, 1000);
/** Five of each client. */
const connections = 50;
let apps: Open311[];

beforeAll(async () => {
  const keys: string[] = [];
  for (let n = 0; n < 10; n += 1) keys.push(await newClient(city.client, `ramai-${n}`));
  apps = keys.map((key) => new Open311(city.client.url, key));
  await city.client.advance('PT61S');
});

const request = (description: string) => ({ service_code: 'lainnya', lat: '-3.7', long: '128.2', description });

test('50 posts at once with one Idempotency-Key store one complaint, and all are told its id', async () => {
  const before = await countItems(city.cloud, 'complaint');
  const told = await Promise.all(
    Array.from({ length: 50 }, () =>
      apps[0]!.post('xml', 'v2/requests', request('Satu saja.'), { 'idempotency-key': 'satu' }),
    ),
  );
  expect(new Set(told.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(told.map(({ plain }) => plain[0].service_request_id)).size).toBe(1);
  expect(await countItems(city.cloud, 'complaint')).toBe(before + 1);
});

test(`${posts} posts of ten clients at once lose none`, async () => {
  const before = await countItems(city.cloud, 'complaint');
  const told: Told[] = [];
  /** One of a client's five connections, with every fiftieth post. */
  const connection = async (first: number): Promise<void> => {
    for (let n = first; n < posts; n += connections)
      told[n] = await apps[n % 10]!.post(n % 2 === 0 ? 'json' : 'xml', 'v2/requests', request(`Laporan ke-${n}.`));
  };
  await Promise.all(Array.from({ length: connections }, (_, n) => connection(n)));
  expect(new Set(told.map(({ status }) => status))).toEqual(new Set([200]));
  const ids = told.map(({ plain }) => plain[0].service_request_id as string);
  expect(new Set(ids).size).toBe(posts);
  expect(await countItems(city.cloud, 'complaint')).toBe(before + posts);
  const last = await apps[9]!.get('json', `v2/requests/${ids[9]}`);
  expect(last.plain[0].description).toBe('Laporan ke-9.');
});
