/** A decree moves what has not passed, by events, and nothing else; officers' absence leaves no matter with nobody. */
import { describe, expect, test } from 'vitest';
import type { CalendarYear, Officer } from '../../../functions/domain/city/records.ts';
import { recalculate } from '../../../functions/escalation/recalculate.ts';
import { ambon } from '../../support/ambon.ts';
import { command, filed, steps } from '../../support/complaints.ts';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import { rulesToDecide } from '../../../functions/access/rules.ts';
import { officers } from '../../support/staff.ts';
import { timedHall } from '../../support/timed-hall.ts';

const id = 'AMB-7K3Q9C5';
/** Forwarded on Monday 13 April 2026: first response due on the 20th, the whole on 1 May or after. */
const monday = '2026-04-13 10:00';

/** A hall whose calendar can be edited: `decree` adds a day off, `withdraw` takes one away. */
async function hallWith(path = steps.forwarded(monday)) {
  const calendar: CalendarYear[] = structuredClone(ambon.calendar);
  const hall = timedHall(monday, { calendar });
  await hall.keep(filed(monday, { id }), path);
  await hall.route();
  const year = calendar.find((y) => y.year === 2026)!;
  const edit = (holidays: CalendarYear['holidays']) => Object.assign(year, { holidays, version: year.version + 1 });
  return {
    ...hall,
    decree: (date: string) =>
      edit([...year.holidays, { date, name: 'Cuti bersama', kind: 'CUTI_BERSAMA', decree: 'SKB 9/2026' }]),
    withdraw: (date: string) => edit(year.holidays.filter((h) => h.date !== date)),
    run: () => recalculate(hall)(() => true),
  };
}

describe('a decree', () => {
  test('moves the stage and the total by its day, by one event; a second run does nothing', async () => {
    const hall = await hallWith();
    const before = hall.now(id);
    hall.decree('2026-04-15');
    expect([await hall.run(), await hall.run()]).toEqual([1, 0]);
    const after = hall.now(id);
    expect([before.dueOn, after.dueOn]).toEqual(['2026-04-20', '2026-04-21']);
    expect(after.expectedOn! > before.expectedOn!).toBe(true);
    expect(hall.actions(id)).toEqual(['file', 'verify', 'recalculate']);
    expect(after).toMatchObject({ stage: before.stage, n: before.n, calendarVersion: before.calendarVersion + 1 });
  });

  test('that falls outside every open deadline leaves no event', async () => {
    const hall = await hallWith();
    hall.decree('2026-11-04');
    expect(await hall.run()).toBe(0);
    expect(hall.actions(id)).toEqual(['file', 'verify']);
  });

  test('withdrawn asks for an earlier wake under a new name, and the escalation step fires on the right day', async () => {
    const hall = await hallWith();
    hall.decree('2026-04-15');
    await hall.run();
    await hall.route();
    hall.withdraw('2026-04-15');
    expect(await hall.run()).toBe(1);
    expect(hall.now(id)).toMatchObject({ dueOn: '2026-04-20', n: 1 });
    await hall.runUntil('2026-04-22 00:00');
    expect(hall.ladderEvents(id).filter((line) => !line.includes('recalculate'))).toEqual([
      '2026-04-16T15:00:00.000Z remind forwarded 1/4 liaison',
      '2026-04-20T15:00:00.000Z escalate forwarded 2/4 agency-head',
    ]);
  });

  test('never moves a due that has passed: the breach stays on its day, and later escalation steps count from it', async () => {
    const hall = await hallWith();
    await hall.runUntil('2026-04-21 09:00');
    const late = hall.now(id);
    hall.decree('2026-04-15');
    await hall.run();
    const after = hall.now(id);
    expect([late.dueOn, after.dueOn, after.clock?.breachedOn]).toEqual(['2026-04-20', '2026-04-20', '2026-04-20']);
    expect(after.expectedOn! > late.expectedOn!).toBe(true);
    await hall.runUntil('2026-04-23 09:00');
    expect(hall.ladderEvents(id).at(-1)).toBe('2026-04-22T15:00:00.000Z escalate forwarded 3/4 city-secretary');
  });

  test('leaves closed complaints alone, and those that somebody moved on meanwhile', async () => {
    const hall = await hallWith(steps.closed(monday));
    hall.decree('2026-04-15');
    expect(await hall.run()).toBe(0);

    const open = await hallWith();
    open.decree('2026-04-15');
    // Between the reading of the index and the writing, an officer acts.
    const raced = recalculate({
      ...open,
      wakes: {
        async overdueWakes(...args) {
          const page = await open.wakes.overdueWakes(...args);
          const c = open.now(id);
          if (c.state === 'FORWARDED')
            await open.store.save(decide(c, command('respond', 'owner'), await rulesToDecide(c, open)));
          return page;
        },
      },
    });
    // The officer's own event has the new calendar: nothing is left to move.
    expect(await raced(() => true)).toBe(0);
    expect(open.now(id)).toMatchObject({ state: 'IN_PROGRESS', calendarVersion: ambon.calendar.length + 1 });
  });

  test('decides nothing about what no calendar moves: a complaint without a clock, or with the newest calendar', async () => {
    const hall = await hallWith(steps.closed(monday));
    hall.decree('2026-04-15');
    const stored = hall.now(id);
    const page = async () => ({ items: [stored, { ...stored, calendarVersion: stored.calendarVersion + 1 }] });
    const refuse = () => Promise.reject(new Error('nothing moves'));
    const deps = { ...hall, wakes: { overdueWakes: page }, store: { ...hall.store, save: refuse } };
    expect(await recalculate(deps)(() => true)).toBe(0);
    const fresh = await hallWith();
    fresh.decree('2026-04-15');
    const newest = { ...fresh.now(id), calendarVersion: fresh.now(id).calendarVersion + 1 };
    const current = { ...fresh, wakes: { overdueWakes: async () => ({ items: [newest] }) } };
    expect(await recalculate(current)(() => true)).toBe(0);
  });

  test('moves by any of the three days: the stage’s, the total’s, the next wake', async () => {
    for (const over of [
      { dueOn: '2026-04-17' },
      { expectedOn: '2026-04-17' },
      { nextWakeAt: '2026-04-14T00:00:00.000Z' },
    ]) {
      const hall = await hallWith();
      Object.assign(hall.table.complaints.get(id)!, over, { calendarVersion: 1 });
      expect(await hall.run()).toBe(1);
    }
    const same = await hallWith();
    Object.assign(same.table.complaints.get(id)!, { calendarVersion: 1 });
    expect(await same.run()).toBe(0);
  });

  test('goes through all pages, ten complaints at a time, and looks at the time before each ten', async () => {
    const hall = await hallWith();
    hall.decree('2026-04-15');
    const stored = hall.now(id);
    const many = Array.from({ length: 25 }, (_, n) => ({ ...stored, id: `AMB-${n}` }));
    for (const one of many) hall.table.complaints.set(one.id, one);
    const asked: (string | undefined)[] = [];
    const pages = [
      { items: many.slice(0, 15), next: 'second' },
      { items: many.slice(15), next: 'third' },
      { items: [] },
    ];
    const overdueWakes = async (_before: Date, _limit: number, from?: string) => (asked.push(from), pages.shift()!);
    let atOnce = 0;
    let most = 0;
    const save = async (): Promise<void> => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await Promise.resolve();
      atOnce -= 1;
    };
    let looks = 0;
    const deps = { ...hall, wakes: { overdueWakes }, store: { ...hall.store, save } };
    expect(await recalculate(deps)(() => (looks += 1) > 0)).toBe(25);
    expect(asked).toEqual([undefined, 'second', 'third']);
    expect(most).toBeLessThanOrEqual(10);
    // Once for each page, and once for each ten.
    expect(looks).toBe(3 + 2 + 1);
  });

  test('stops between two tens of one page', async () => {
    const hall = await hallWith();
    hall.decree('2026-04-15');
    const stored = hall.now(id);
    const items = Array.from({ length: 20 }, (_, n) => ({ ...stored, id: `AMB-${n}` }));
    for (const one of items) hall.table.complaints.set(one.id, one);
    let looks = 0;
    const deps = { ...hall, wakes: { overdueWakes: async () => ({ items }) } };
    await expect(recalculate(deps)(() => (looks += 1) < 3)).rejects.toThrow('time is over');
    expect([...hall.table.events.values()].filter((e) => e.action === 'recalculate')).toHaveLength(10);
  });

  test('stops when time is over, and says so', async () => {
    const hall = await hallWith();
    hall.decree('2026-04-15');
    await expect(recalculate(hall)(() => false)).rejects.toThrow('time is over');
    expect(hall.actions(id)).toEqual(['file', 'verify']);
  });
});

describe('an officer who is away', () => {
  const away = { from: '2026-04-01', to: '2026-04-30' };
  const told = async (staff: Officer[]) => {
    const hall = timedHall(monday, { officers: staff });
    await hall.keep(filed(monday, { id }), steps.forwarded(monday));
    await hall.runUntil('2026-04-17 12:00');
    return (await hall.store.history(id)).events.at(-1)?.rung;
  };
  const { liaison, otherLiaison, agencyHead } = officers;

  test('with a deputy who is there leaves no vacancy', async () => {
    const deputy = { ...otherLiaison, agencies: [...otherLiaison.agencies, ...liaison.agencies], office: undefined };
    const rung = await told([{ ...liaison, absence: away, deputy: deputy.subject }, deputy, agencyHead]);
    expect(rung).toMatchObject({ office: 'liaison' });
    expect(rung).not.toHaveProperty('vacant');
  });

  test('without one leaves the office vacant for those days: the next of the ladder is told', async () => {
    expect(await told([{ ...liaison, absence: away }, agencyHead])).toMatchObject({
      office: 'agency-head',
      vacant: ['liaison'],
    });
  });
});
