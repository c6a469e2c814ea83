/** The nightly net under the timers. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import { checkDeadline } from '../../../functions/escalation/check-deadline.ts';
import { sweep } from '../../../functions/escalation/sweep.ts';
import { ambon, rulesAt } from '../../support/ambon.ts';
import { snapshot } from '../../support/city-hall.ts';
import { command, filed, steps } from '../../support/complaints.ts';
import { drawTrackingId } from '../../../functions/domain/kernel/ids.ts';
import { timedHall } from '../../support/timed-hall.ts';
import { blindTo } from '../../support/fakes/unreadable.ts';

const id = 'AMB-7K3Q9C5';

function sweeping(hall: ReturnType<typeof timedHall>) {
  const counted: [string, number][] = [];
  const run = sweep({ ...hall, count: (name, value) => void counted.push([name, value]) });
  return { run, counted };
}

describe('a timer that was lost', () => {
  test('is revived under a new name, after what it was to do has been done', async () => {
    const hall = timedHall('2026-03-16 10:00');
    await hall.keep(filed('2026-03-13 23:50', { id }), steps.forwarded('2026-03-16 10:00'));
    await hall.route();
    hall.timers.running.clear();
    hall.clock.set('2026-03-27 02:00');
    const { run, counted } = sweeping(hall);

    const result = await run();
    await hall.route();

    expect(result).toEqual({ revived: 1, moved: 0, left: 0 });
    expect(hall.actions(id)).toEqual(['file', 'verify', 'remind', 'revive']);
    expect(hall.now(id)).toMatchObject({ stage: 2, n: 1 });
    expect([...hall.timers.running]).toEqual([
      [`${id}-2-1`, { complaintId: id, stage: 2, n: 1, wakeAt: '2026-03-30T15:00:00Z' }],
    ]);
    expect(hall.timers.stopped).toContain(`${id}-2-0`);
    expect(counted).toEqual([
      ['TimersRevived', 1],
      ['DeadlinesMoved', 0],
      ['CalendarDaysLeft', expect.any(Number)],
    ]);
  });

  test('is revived though an officer writes a note at the same moment', async () => {
    const hall = timedHall('2026-03-16 10:00');
    await hall.keep(filed('2026-03-13 23:50', { id }), steps.forwarded('2026-03-16 10:00'));
    hall.clock.set('2026-03-27 02:00');
    let noted = false;
    const save: typeof hall.store.save = async (change) => {
      if (change.event.action === 'revive' && !noted) {
        noted = true;
        await hall.store.save(
          decide(hall.now(id), command('note', 'staff', { text: 'x' }), rulesAt('2026-03-27 02:00')),
        );
      }
      await hall.store.save(change);
    };
    const run = sweep({ ...hall, store: { ...hall.store, save }, count: () => undefined });
    expect(await run()).toEqual({ revived: 1, moved: 0, left: 0 });
    expect(hall.actions(id)).toEqual(['file', 'verify', 'remind', 'note', 'revive']);
  });

  test('goes on from there: the ladder fires to its end, each escalation step once', async () => {
    const hall = timedHall('2026-03-16 10:00');
    await hall.keep(filed('2026-03-13 23:50', { id }), steps.forwarded('2026-03-16 10:00'));
    await hall.route();
    hall.timers.running.clear();
    hall.clock.set('2026-03-27 02:00');
    await sweeping(hall).run();
    await hall.runUntil('2026-05-10 00:00');

    const steps1to8 = hall.ladderEvents(id).map((l) => l.split(' ').slice(2, 4).join(' '));
    expect(steps1to8).toEqual([
      'forwarded 1/4',
      'forwarded 2/4',
      'forwarded 3/4',
      'forwarded 4/4',
      'total 1/4',
      'total 2/4',
      'total 3/4',
      'total 4/4',
    ]);
  });

  test('whose only work was to close is not revived: it is closed', async () => {
    const hall = timedHall('2026-06-01 02:00');
    await hall.keep(filed('2026-03-13 23:50', { id }), steps.answered('2026-03-16 10:00'));
    expect(await sweeping(hall).run()).toEqual({ revived: 0, moved: 0, left: 0 });
    expect(hall.now(id)).toMatchObject({ state: 'CLOSED' });
    expect(hall.actions(id).at(-1)).toBe('close');
  });

  test('with no escalation step left but reminders gets a timer for the next one, once', async () => {
    const hall = timedHall('2026-05-10 02:00');
    await hall.keep(filed('2026-03-13 23:50', { id }));
    await sweeping(hall).run();
    const once = hall.actions(id);
    expect(once.slice(-2)).toEqual(['hand-over', 'revive']);
    expect(await sweeping(hall).run()).toEqual({ revived: 0, moved: 0, left: 0 });
    expect(hall.actions(id)).toEqual(once);
  });

  test('while somebody acts is left to them', async () => {
    const hall = timedHall('2026-03-27 02:00');
    await hall.keep(filed('2026-03-13 23:50', { id }), steps.forwarded('2026-03-16 10:00'));
    const save: typeof hall.store.save = async (change) => {
      if (change.event.action === 'revive')
        await hall.store.save(decide(hall.now(id), command('respond', 'owner'), rulesAt('2026-03-27 02:00')));
      await hall.store.save(change);
    };
    const run = sweep({ ...hall, store: { ...hall.store, save }, count: () => undefined });
    expect(await run()).toEqual({ revived: 0, moved: 0, left: 0 });
    expect(hall.actions(id)).toEqual(['file', 'verify', 'remind', 'respond']);
  });
});

describe('nothing to do', () => {
  test.each([
    ['the wake lies ahead', '2026-03-26 23:00'],
    ['the wake is a quarter of an hour past: the timer may be on its way', '2026-03-27 00:15'],
  ])('is written when %s', async (_, local) => {
    const hall = timedHall(local);
    await hall.keep(filed('2026-03-13 23:50', { id }), steps.forwarded('2026-03-16 10:00'));
    const before = snapshot(hall.table);
    expect(await sweeping(hall).run()).toEqual({ revived: 0, moved: 0, left: 0 });
    expect(snapshot(hall.table)).toEqual(before);
  });

  test('is written about a complaint that waits for the next year’s calendar, however many nights', async () => {
    const hall = timedHall('2028-01-03 02:00');
    await hall.keep(filed('2027-12-30 10:00', { id }));
    const before = snapshot(hall.table);
    expect(await sweeping(hall).run()).toEqual({ revived: 0, moved: 0, left: 0 });
    expect(await sweeping(hall).run()).toEqual({ revived: 0, moved: 0, left: 0 });
    expect(snapshot(hall.table)).toEqual(before);
  });

  test.each([{ stage: 3 }, { n: 9 }])(
    'is written where the complaint has moved on since its timer was checked: %o',
    async (moved) => {
      const hall = timedHall('2026-03-27 02:00');
      await hall.keep(filed('2026-03-13 23:50', { id }), steps.forwarded('2026-03-16 10:00'));
      const wakes = { overdueWakes: async () => ({ items: [hall.now(id)] }) };
      await sweep({ ...hall, count: () => undefined })();
      const found = hall.now(id);
      const reads = [found, { ...found, ...moved }];
      const store = {
        ...hall.store,
        get: async () => reads.shift(),
        save: () => Promise.reject(new Error('moved on')),
      };
      const outcome = await sweep({ ...hall, wakes, store, count: () => undefined })();
      expect(outcome).toEqual({ revived: 0, moved: 0, left: 0 });
    },
  );
});

describe('a year that was loaded late', () => {
  test('gives the complaints that waited for it their days, by an event and a new timer', async () => {
    const calendar = [...ambon.calendar];
    const hall = timedHall('2027-12-30 10:00', { calendar });
    await hall.keep(filed('2027-12-30 10:00', { id }));
    await hall.runUntil('2028-01-02 12:00');
    calendar.push({ version: 1, year: 2028, holidays: [] });

    expect(await sweeping(hall).run()).toEqual({ revived: 1, moved: 0, left: 0 });
    await hall.route();

    expect(hall.now(id)).toMatchObject({ dueOn: '2028-01-04', expectedOn: '2028-01-19', n: 1 });
    expect([...hall.timers.running.values()].map((t) => t.wakeAt)).toEqual(['2028-01-03T15:00:00Z']);
  });
});

describe('many', () => {
  test('are all revived, over more than one page', async () => {
    const hall = timedHall('2026-03-27 02:00');
    const ids = Array.from({ length: 120 }, (_, n) =>
      drawTrackingId('AMB', () => Uint8Array.from({ length: 16 }, (__, i) => [n % 31, Math.floor(n / 31)][i] ?? 3)),
    );
    for (const one of ids) await hall.keep(filed('2026-03-13 23:50', { id: one }), steps.forwarded('2026-03-16 10:00'));

    expect(await sweeping(hall).run()).toEqual({ revived: 120, moved: 0, left: 0 });
    expect(await sweeping(hall).run()).toEqual({ revived: 0, moved: 0, left: 0 });
    expect(ids.filter((one) => hall.now(one).n !== 1)).toEqual([]);
  });
});

describe('the days that the calendar still has', () => {
  test.each([
    ['2027-09-01 02:00', ambon.calendar, 120],
    ['2027-12-31 02:00', ambon.calendar, -1],
    ['2026-03-13 02:00', [], -20_162],
  ])('at %s', async (local, calendar, days) => {
    const { run, counted } = sweeping(timedHall(local, { calendar }));
    await run();
    expect(counted.at(-1)).toEqual(['CalendarDaysLeft', days]);
  });
});

describe('a complaint that cannot be read', () => {
  const other = 'AMB-7K3Q9CX';
  async function hallOfTwo() {
    const hall = timedHall('2026-03-16 10:00');
    for (const one of [id, other])
      await hall.keep(filed('2026-03-13 23:50', { id: one }), steps.forwarded('2026-03-16 10:00'));
    await hall.route();
    hall.timers.running.clear();
    hall.clock.set('2026-03-27 02:00');
    return hall;
  }

  test('is left for another night, whether the list leaves it out or its read fails; the other is revived', async () => {
    const left = await hallOfTwo();
    const overdueWakes: typeof left.wakes.overdueWakes = async (...asked) => {
      const page = await left.wakes.overdueWakes(...asked);
      // Only the page of lost timers counts it; the calendar's pages see it too.
      return { ...page, items: page.items.filter((c) => c.id !== id), unreadable: 1 };
    };
    const wakes = { overdueWakes };
    expect(await sweep({ ...left, wakes, count: () => undefined })()).toEqual({ revived: 1, moved: 0, left: 1 });

    const failing = await hallOfTwo();
    const store = blindTo(id, failing.store);
    expect(await sweep({ ...failing, store, count: () => undefined })()).toEqual({ revived: 1, moved: 0, left: 1 });
    expect(failing.actions(other)).toContain('revive');
    expect(failing.actions(id)).not.toContain('revive');
  });

  test('of another table or complaint stops the night, which reports it', async () => {
    const failing = await hallOfTwo();
    const store = { ...failing.store, get: () => Promise.reject(new TypeError('broken')) };
    await expect(sweep({ ...failing, store, count: () => undefined })()).rejects.toThrow(TypeError);
    const foreign = { ...failing.store, get: (_: string) => blindTo(id, failing.store).get(id) };
    await expect(sweep({ ...failing, store: foreign, count: () => undefined })()).rejects.toThrow(id);
  });

  test('ends its timer without a failure: the sweep gives it a new one once it can be read', async () => {
    const hall = await hallOfTwo();
    const check = checkDeadline({ ...hall, store: blindTo(id, hall.store) });
    expect(await check({ complaintId: id, stage: 2, n: 0 })).toEqual({ done: true });
  });
});
