/** The complaints stream as Lambda hands it over. */
import { describe, expect, test } from 'vitest';
import { batchResponse, forEachStreamEvent } from '../../../functions/adapters/dynamodb/stream-events.ts';
import type { ComplaintEvent } from '../../../functions/domain/complaint/complaint.ts';
import { filed, steps, story } from '../../support/complaints.ts';
import { unreadable } from '../../support/fakes/unreadable.ts';

type Wire = Record<string, unknown>;
const wire = (value: unknown): Wire => {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(wire) };
  return { M: image(value as object) };
};
const image = (item: object): Wire =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, wire(value)]));

const { events } = story(filed('2026-03-13 10:00', { autoForwardTo: 'dinas-pupr' }), [
  ...steps.forwarded('2026-03-13 11:00'),
  [
    '2026-03-26 00:00',
    'remind',
    'system',
    { rung: { clock: 'forwarded', clockStage: 2, step: 1, of: 4, office: 'mayor', vacant: ['liaison'], breach: true } },
  ],
  ['2026-03-26 01:00', 'privacy', 'reporter', { confidential: false }],
]);

const table = 'arn:aws:dynamodb:ap-southeast-3:111122223333:table/complaints/stream/2026-01-01T00:00:00.000';
const stream = (items: readonly object[]) =>
  ({
    Records: items.map((item, i) => ({
      eventName: 'INSERT',
      eventSourceARN: table,
      dynamodb: { SequenceNumber: `s${i}`, NewImage: image(item) },
    })),
  }) as never;
const stored = (event: ComplaintEvent) => ({ pk: event.complaintId, sk: `event#00000${event.version}`, ...event });

describe('the stream', () => {
  test('gives back each event as it was written', async () => {
    const seen: ComplaintEvent[] = [];
    await forEachStreamEvent(stream(events.map(stored)), async (e) => void seen.push(e));
    expect(seen).toEqual(events);
  });

  test('is handled in order, and done', async () => {
    const seen: number[] = [];
    const response = await forEachStreamEvent(stream(events.map(stored)), async (e) => void seen.push(e.version));
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(response).toEqual(batchResponse());
    expect(response).toEqual({ batchItemFailures: [] });
  });

  test('stops at the first failure, and names it', async () => {
    const seen: number[] = [];
    const response = await forEachStreamEvent(stream(events.map(stored)), async (e) => {
      if (e.version === 2) throw new Error('later');
      seen.push(e.version);
    });
    expect(seen).toEqual([1]);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] });
  });

  test('skips an event that cannot be read, which would hold up the others of its shard', async () => {
    const seen: number[] = [];
    const { hash: _, ...broken } = stored(events[1]!);
    const response = await forEachStreamEvent(
      stream([stored(events[0]!), broken, stored(events[2]!)]),
      async (e) => void seen.push(e.version),
    );
    expect(seen).toEqual([1, 3]);
    expect(response).toEqual({ batchItemFailures: [] });
  });

  test('of a replay names the key of an event that cannot be read, also where a later one fails', async () => {
    const { hash: _, ...broken } = stored(events[1]!);
    const items = [stored(events[0]!), broken, stored(events[2]!)];
    const replayed = {
      Records: (stream(items) as { Records: object[] }).Records.map(({ ...r }) => ({
        ...r,
        eventSourceARN: undefined,
      })),
    };
    const left = [`${events[1]!.complaintId} event#000002`];
    expect(await forEachStreamEvent(replayed as never, async () => undefined)).toEqual({
      batchItemFailures: [],
      unreadable: left,
    });
    const failing = async ({ version }: ComplaintEvent) => {
      if (version === 3) throw new Error('later');
    };
    expect(await forEachStreamEvent(replayed as never, failing)).toEqual({
      batchItemFailures: [{ itemIdentifier: 's2' }],
      unreadable: left,
    });
  });

  test.each([
    ['its complaint', { pk: events[0]!.complaintId, sk: 'complaint' }, batchResponse()],
    ['a record of the whole city', { pk: 'city', sk: 'profile' }, batchResponse('s1')],
  ])('meets %s that cannot be read', async (_, key, answer) => {
    const response = await forEachStreamEvent(stream(events.map(stored)), async (e) => {
      if (e.version === 2) throw unreadable(key.pk, key.sk);
    });
    expect(response).toEqual(answer);
  });
});
