/** What follows from a fact, however often and however late the stream brings it. */
import { describe, expect, test } from 'vitest';
import { ChangedMeanwhile } from '../../../functions/domain/kernel/errors.ts';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import { routeEvent, wholeSeconds } from '../../../functions/routing/route-event.ts';
import { ambon, rulesAt } from '../../support/ambon.ts';
import { snapshot } from '../../support/city-hall.ts';
import { agencyId, command, filed, steps } from '../../support/complaints.ts';
import { retired } from '../../support/fakes/directory.ts';
import { timedHall } from '../../support/timed-hall.ts';

const id = 'AMB-7K3Q9C5';
const name = (stage: number, n = 0) => `${id}-${stage}-${n}`;

describe('a new complaint', () => {
  test('that waits for the coordinator gets its timer and is counted', async () => {
    const hall = timedHall('2026-03-13 10:00');
    await hall.keep(filed('2026-03-13 10:00', { id, serviceCode: 'jalan-rusak' }));
    await hall.route();

    expect([...hall.timers.running]).toEqual([
      [name(1), { complaintId: id, stage: 1, n: 0, wakeAt: '2026-03-17T15:00:00Z' }],
    ]);
    expect([...hall.table.statistics]).toEqual([['2026-03#-#jalan-rusak', { received: 1 }]]);
  });

  test('with a clear owner is forwarded at once: one forwarding, one timer, nothing made public', async () => {
    const hall = timedHall('2026-03-13 10:00');
    await hall.keep(filed('2026-03-13 10:00', { id, serviceCode: 'lampu-jalan', autoForwardTo: agencyId }));
    await hall.route();

    expect(hall.now(id)).toMatchObject({ state: 'FORWARDED', agencyId, version: 2, stage: 2 });
    expect(hall.now(id)).not.toHaveProperty('verifiedAt');
    expect(hall.actions(id)).toEqual(['file', 'forward']);
    expect([...hall.timers.running.keys()]).toEqual([name(2)]);
    expect(hall.timers.started).toEqual([name(2)]);
  });

  test('whose place its reporter tells only then is forwarded then, and once', async () => {
    const hall = timedHall('2026-03-13 10:00');
    const first = filed('2026-03-13 10:00', { id, serviceCode: 'lampu-jalan' });
    await hall.keep(first);
    await hall.route();
    const told = command('complete', 'reporter', {
      text: 'di Passo',
      areaCode: '81.71.03.1001',
      autoForwardTo: agencyId,
    });
    const change = decide(first.complaint, told, rulesAt('2026-03-13 10:00'));
    await hall.store.save(change);
    await routeEvent({ ...hall, onStopFailed: () => undefined })(change.event);
    await routeEvent({ ...hall, onStopFailed: () => undefined })(change.event);

    expect(hall.actions(id)).toEqual(['file', 'complete', 'forward']);
    expect(hall.now(id)).toMatchObject({ state: 'FORWARDED', agencyId, areaCode: '81.71.03.1001' });
  });

  test('whose owner was retired meanwhile waits for the coordinator', async () => {
    const hall = timedHall('2026-03-13 10:00', { agencies: ambon.agencies.map(retired) });
    await hall.keep(filed('2026-03-13 10:00', { id, autoForwardTo: agencyId }));
    await hall.route();

    expect(hall.actions(id)).toEqual(['file']);
    expect([...hall.timers.running.keys()]).toEqual([name(1)]);
  });

  test('whose owner, told only then, was retired has no timer to change', async () => {
    const hall = timedHall('2026-03-13 10:00', { agencies: ambon.agencies.map(retired) });
    const first = filed('2026-03-13 10:00', { id });
    await hall.keep(first);
    const told = command('complete', 'reporter', { text: 'di Passo', autoForwardTo: agencyId });
    const change = decide(first.complaint, told, rulesAt('2026-03-13 10:00'));
    await hall.store.save(change);
    await hall.routeOne(change.event);
    expect(hall.actions(id)).toEqual(['file', 'complete']);
    expect([hall.timers.started, hall.timers.stopped]).toEqual([[], []]);
  });

  test('is forwarded though its reporter changes privacy at the same moment', async () => {
    const hall = timedHall('2026-03-13 10:00');
    const { events } = await hall.keep(filed('2026-03-13 10:00', { id, autoForwardTo: agencyId }));
    let raced = false;
    const save: typeof hall.store.save = async (change) => {
      if (!raced) {
        raced = true;
        await hall.store.save(
          decide(hall.now(id), command('privacy', 'reporter', { confidential: true }), rulesAt('2026-03-13 10:00')),
        );
      }
      await hall.store.save(change);
    };
    await routeEvent({ ...hall, store: { ...hall.store, save }, onStopFailed: () => undefined })(events[0]!);

    expect(hall.actions(id)).toEqual(['file', 'privacy', 'forward']);
    expect(hall.now(id)).toMatchObject({ state: 'FORWARDED', confidential: true });
  });

  test('of last month in UTC and this month in Ambon is counted where people count', async () => {
    const hall = timedHall('2026-04-01 00:30');
    await hall.keep(filed('2026-04-01 00:30', { id }));
    await hall.route();
    expect([...hall.table.statistics.keys()]).toEqual(['2026-04#-#-']);
  });
});

describe('a stage', () => {
  test('that ends has its timer stopped, and the next one started', async () => {
    const hall = timedHall('2026-03-16 10:00');
    await hall.keep(filed('2026-03-13 10:00', { id }));
    await hall.route();
    for (const [local, action, by, fields] of steps.answered('2026-03-16 10:00')) {
      await hall.store.save(decide(hall.now(id), command(action, by, fields), rulesAt(local)));
      await hall.route();
    }

    expect(hall.timers.started).toEqual([name(1), name(2), name(3), name(4)]);
    expect(hall.timers.stopped).toEqual([name(1), name(2), name(3)]);
    expect([...hall.timers.running.values()].map((t) => t.wakeAt)).toEqual(['2026-04-07T15:00:00Z']);
  });

  test('that is closed leaves no timer', async () => {
    const hall = timedHall('2026-03-16 10:00');
    await hall.keep(filed('2026-03-13 10:00', { id }), steps.closed('2026-03-16 10:00'));
    await hall.route();
    expect(hall.timers.running.size).toBe(0);
  });

  test('that is over when its event comes gets no timer', async () => {
    const hall = timedHall('2026-03-16 10:00');
    const { events } = await hall.keep(filed('2026-03-13 10:00', { id }), steps.inProgress('2026-03-16 10:00'));
    await hall.routeOne(events[1]!);
    expect(hall.timers.started).toEqual([]);
  });

  test('whose old timer will not stop goes on with the new one, and the failure is told', async () => {
    const hall = timedHall('2026-03-16 10:00');
    await hall.keep(filed('2026-03-13 10:00', { id }), steps.forwarded('2026-03-16 10:00'));
    const failures: string[] = [];
    const stop = async () => Promise.reject(new Error('throttled'));
    const route = routeEvent({
      ...hall,
      timers: { ...hall.timers, stop },
      onStopFailed: (stopping) => void failures.push(stopping),
    });

    for (const event of (await hall.store.history(id)).events) await route(event);

    expect(failures).toEqual([name(1)]);
    expect([...hall.timers.running.keys()]).toEqual([name(2)]);
  });

  test('whose timer will not start fails, so that the stream brings the event again', async () => {
    const hall = timedHall('2026-03-16 10:00');
    const { events } = await hall.keep(filed('2026-03-13 10:00', { id }));
    const start = async () => Promise.reject(new Error('throttled'));
    const routing = routeEvent({ ...hall, timers: { ...hall.timers, start }, onStopFailed: () => undefined })(
      events[0]!,
    );
    await expect(routing).rejects.toThrow('throttled');
  });
});

describe('replaying the stream', () => {
  const whole = [
    ...steps.answered('2026-03-16 10:00'),
    ['2026-03-17 10:00', 'object', 'reporter', { text: 'x' }],
  ] as const;

  test.each([
    ['from the start', (n: number) => Array.from({ length: n }, (_, i) => i)],
    ['backwards', (n: number) => Array.from({ length: n }, (_, i) => n - 1 - i)],
    ['each event three times', (n: number) => Array.from({ length: 3 * n }, (_, i) => i % n)],
  ])('%s changes nothing: neither complaint nor counters nor timers', async (_, order) => {
    const hall = timedHall('2026-03-17 12:00');
    await hall.keep(filed('2026-03-13 10:00', { id, autoForwardTo: agencyId }), whole);
    await hall.route();
    const [before, running, started] = [snapshot(hall.table), [...hall.timers.running], [...hall.timers.started]];

    const { events } = await hall.store.history(id);
    for (const i of order(events.length)) await hall.routeOne(events[i]!);

    expect(snapshot(hall.table)).toEqual(before);
    expect([[...hall.timers.running], hall.timers.started]).toEqual([running, started]);
  });

  test('starts no timer of a number that was given up, even when its name is free again after 90 days', async () => {
    const hall = timedHall('2026-03-17 12:00');
    const { events } = await hall.keep(filed('2026-03-13 10:00', { id }), [['2026-03-16 10:00', 'revive', 'system']]);
    await hall.routeOne(events[0]!);
    expect(hall.timers.started).toEqual([]);
    await hall.routeOne(events[1]!);
    expect(hall.timers.started).toEqual([name(1, 1)]);
  });

  test('in parallel counts each event once', async () => {
    const hall = timedHall('2026-03-17 12:00');
    const { events } = await hall.keep(filed('2026-03-13 10:00', { id }), whole);
    await Promise.all([...events, ...events, ...events].map(hall.routeOne));
    expect([...hall.table.statistics.values()]).toEqual([
      { received: 1 },
      { forwarded: 1, taken: 1, answered: 1, followedUp: 1, days1: 1, objected: 1 },
    ]);
  });

  test('of an event that moves nothing reads no complaint, and counts nothing where it counts nothing', async () => {
    const hall = timedHall('2026-03-17 12:00');
    const { events } = await hall.keep(filed('2026-03-13 10:00', { id }), [
      ['2026-03-16 10:00', 'note', 'staff', { text: 'x' }],
    ]);
    const refuse = () => Promise.reject(new Error('not needed'));
    const route = routeEvent({
      ...hall,
      store: { ...hall.store, get: refuse },
      statistics: { ...hall.statistics, count: refuse },
      onStopFailed: () => undefined,
    });
    expect(await route(events[1]!)).toBeUndefined();
  });

  test('of a complaint that is gone when a lost race is decided anew fails loudly', async () => {
    const hall = timedHall('2026-03-13 10:00');
    const { event, complaint } = filed('2026-03-13 10:00', { id, autoForwardTo: agencyId });
    const found = [complaint];
    const store = {
      ...hall.store,
      get: async () => found.pop(),
      save: () => Promise.reject(new ChangedMeanwhile('x')),
    };
    const route = routeEvent({ ...hall, store, onStopFailed: () => undefined });
    await expect(route(event)).rejects.toThrow(new RegExp(id));
  });

  test('counts by the month of receipt what became of a complaint, by its own month what happened', async () => {
    const hall = timedHall('2026-04-02 12:00');
    const { events } = await hall.keep(filed('2026-03-31 10:00', { id }), steps.forwarded('2026-04-01 10:00'));
    await hall.routeOne(events[1]!);
    expect(Object.fromEntries(hall.table.statistics)).toEqual({
      [`2026-04#${agencyId}#-`]: { forwarded: 1 },
      [`2026-03#${agencyId}#-`]: { taken: 1 },
    });
  });

  test('of an event whose complaint is gone fails loudly', async () => {
    const hall = timedHall('2026-03-17 12:00');
    await expect(hall.routeOne(filed('2026-03-13 10:00', { id }).event)).rejects.toThrow('has no complaint');
  });
});

test.each([
  ['2026-03-17T15:00:00.000Z', '2026-03-17T15:00:00Z'],
  ['2026-03-17T15:00:00.001Z', '2026-03-17T15:00:01Z'],
  ['2026-03-17T15:59:59.999Z', '2026-03-17T16:00:00Z'],
])('%s as a Wait state takes it: %s, never earlier', (instant, whole) => expect(wholeSeconds(instant)).toBe(whole));
