/** mySociety's request updates: what a client that keeps in step learns, and how far back. */
import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../../functions/domain/kernel/errors.ts';
import { listUpdates } from '../../../../functions/query/open311/list-updates.ts';
import { cityHall } from '../../../support/city-hall.ts';
import { filed, steps } from '../../../support/complaints.ts';

const mine = 'AMB-7K3Q9C5';
const other = 'AMB-222222G';
const hidden = 'AMB-333333S';

async function hall() {
  const city = cityHall('2026-04-20 10:00');
  await city.keep(filed('2026-04-13 10:00', { id: mine }), [
    ...steps.forwarded('2026-04-19 11:00'),
    ['2026-04-19 12:00', 'comment', 'reporter', { text: 'Masih padam.' }],
    ['2026-04-20 09:00', 'respond', 'owner'],
  ]);
  await city.keep(filed('2026-04-13 10:00', { id: other, clientId: 'other-app' }), steps.forwarded('2026-04-19 11:30'));
  await city.keep(
    filed('2026-04-13 10:00', { id: hidden, confidential: true, channel: 'open311' }),
    steps.forwarded('2026-04-19 13:00'),
  );
  const read = (query: Record<string, string> = {}, key?: string) =>
    listUpdates(city)({ query, headers: key === undefined ? {} : { 'x-api-key': key } });
  return {
    ...city,
    read,
    ids: async (query?: Record<string, string>, key?: string) =>
      ((await read(query, key)).value as { update_id: string }[]).map((one) => one.update_id),
  };
}
const window = (from: string, to: string) => ({ start_date: from, end_date: to });

describe('updates', () => {
  test('of the last 24 hours are the public’s changes of state, the oldest first', async () => {
    const { root, value } = await (await hall()).read();
    expect(root).toBe('service_request_updates');
    expect(value).toEqual([
      {
        update_id: `${mine}-2`,
        service_request_id: mine,
        status: 'INVESTIGATING',
        updated_datetime: '2026-04-19T02:00:00Z',
        description: expect.stringMatching(/./) as string,
        media_url: null,
      },
      expect.objectContaining({ update_id: `${other}-2` }),
      expect.objectContaining({ update_id: `${mine}-4`, status: 'IN_PROGRESS' }),
    ]);
  });

  test('of its own requests a client sees all, with texts', async () => {
    const city = await hall();
    expect(await city.ids({}, 'key-app')).toEqual([`${mine}-2`, `${mine}-3`, `${hidden}-2`, `${mine}-4`]);
    const { value } = await city.read({}, 'key-app');
    expect(value).toContainEqual(
      expect.objectContaining({ update_id: `${mine}-3`, description: 'Masih padam.', status: 'INVESTIGATING' }),
    );
    expect((value as { description: string }[]).every(({ description }) => description.length > 3)).toBe(true);
  });

  test('are those of the window, its ends included', async () => {
    const city = await hall();
    const ofRespond = window('2026-04-20T00:00:00Z', '2026-04-20T00:00:00Z');
    expect(await city.ids(ofRespond)).toEqual([`${mine}-4`]);
    expect(await city.ids(window('2026-04-20T00:00:01Z', '2026-04-20T00:30:00Z'))).toEqual([]);
    expect(await city.ids(window('2026-04-19T02:00:00Z', '2026-04-19T02:30:00Z'))).toEqual([`${mine}-2`, `${other}-2`]);
    expect(await city.ids(window('2026-04-13T00:00:00Z', '2026-04-19T02:00:00Z'))).toEqual([`${mine}-2`]);
  });

  test('never tell of the filing, which is no update', async () => {
    const city = await hall();
    const all = await city.ids(window('2026-04-12T00:00:00Z', '2026-04-20T01:00:00Z'), 'key-app');
    expect(all).toHaveLength(4);
  });

  test('of a time to come are none', async () => {
    const city = await hall();
    expect(await city.ids(window('2026-04-21T00:00:00Z', '2026-04-22T00:00:00Z'))).toEqual([]);
  });

  test('take empty dates for none', async () => {
    const city = await hall();
    expect(await city.ids({ start_date: ' ', end_date: '' })).toHaveLength(3);
  });

  test('keep their order over more histories than are read at once', async () => {
    const city = cityHall('2026-04-20 10:00');
    const ids = Array.from({ length: 45 }, (_, n) => `AMB-${n + 100}`);
    for (const [n, id] of ids.entries())
      await city.keep(
        filed('2026-04-13 10:00', { id }),
        steps.forwarded(`2026-04-19 ${11 + Math.floor(n / 40)}:${String(n % 40).padStart(2, '0')}`),
      );
    const { value } = await listUpdates(city)({ query: {}, headers: {} });
    expect((value as { service_request_id: string }[]).map((one) => one.service_request_id)).toEqual(ids);
  });

  test.each([
    [{ start_date: '2026-04-19T00:00:00Z' }, 'end_date', 'required: start_date and end_date come together'],
    [{ end_date: '2026-04-19T00:00:00Z' }, 'start_date', 'required: start_date and end_date come together'],
    [
      window('2026-04-19T00:00:00Z', '2026-04-18T00:00:00Z'),
      'start_date',
      'from the earlier date to the later one, at most 90 days',
    ],
  ])('of %j are refused', async (query, field, message) => {
    const city = await hall();
    await expect(city.read(query)).rejects.toMatchObject({ fields: [{ field, message }] });
  });

  test('of a thousand requests are answered', async () => {
    const city = await hall();
    const { complaint } = filed('2026-04-19 12:00');
    const lists = { ...city.lists, changed: async () => ({ items: Array.from({ length: 1000 }, () => complaint) }) };
    const reader = { ...city.reader, history: async () => ({ events: [], texts: [] }) };
    expect((await listUpdates({ ...city, lists, reader })({ query: {}, headers: {} })).value).toEqual([]);
  });

  test('to the last millisecond of the window', async () => {
    const city = cityHall('2026-04-20 10:00');
    const { complaint } = await city.keep(filed('2026-04-13 10:00', { id: mine }), steps.forwarded('2026-04-19 11:00'));
    for (const event of city.table.events.values())
      if (event.version === 2) Object.assign(event, { at: '2026-04-19T02:00:00.999Z' });
    city.table.complaints.set(mine, { ...complaint, updatedAt: '2026-04-19T02:00:00.999Z' });
    const { value } = await listUpdates(city)({
      query: window('2026-04-19T02:00:00Z', '2026-04-19T02:00:00Z'),
      headers: {},
    });
    expect(value).toHaveLength(1);
  });

  test.each([undefined, 'key-app'])('of more than a thousand requests are refused, with key %s', async (key) => {
    const city = await hall();
    const { complaint } = filed('2026-04-19 12:00');
    const many = (limit: number | undefined) => Array.from({ length: Math.min(1001, limit ?? 0) }, () => complaint);
    const lists = {
      ...city.lists,
      changed: async (...[, , page]: Parameters<typeof city.lists.changed>) => ({ items: many(page.limit) }),
      changedOf: async (...[, , limit]: Parameters<typeof city.lists.changedOf>) => many(limit),
    };
    const asked = listUpdates({ ...city, lists })({
      query: {},
      headers: key === undefined ? {} : { 'x-api-key': key },
    });
    await expect(asked).rejects.toThrow(InvalidInput);
    await expect(asked).rejects.toMatchObject({
      fields: [
        { field: 'start_date', message: 'more than 1000 requests have changed since then: ask from a later date' },
      ],
    });
  });
});
