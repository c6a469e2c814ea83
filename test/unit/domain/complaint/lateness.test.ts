/** A missed deadline is found once for each run of its clock, by whatever happens first after it. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ComplaintEvent } from '../../../../functions/domain/complaint/complaint.ts';
import { agencyId, filed, steps, story, type Step } from '../../../support/complaints.ts';
import { lives } from '../../../support/models/random-life.ts';
import { timedHall } from '../../../support/timed-hall.ts';
import { runs } from '../../../support/runs.ts';

const id = 'AMB-7K3Q9C5';
/** Forwarded on Monday 13 April 2026: first response due on the 20th; received that day, the total due on 1 May + holidays. */
const monday = '2026-04-13 10:00';
const lateOf = (events: readonly ComplaintEvent[]): string[] =>
  events.filter((e) => e.late).map((e) => `v${e.version} ${e.action} ${e.late?.join('+')}`);
const played = (after: readonly Step[]) => story(filed(monday, { id }), [...steps.forwarded(monday), ...after]);

describe('a deadline', () => {
  test.each([
    ['kept on its last day', '2026-04-20 23:59', []],
    ['missed by the first second of the next', '2026-04-21 00:00', ['v3 respond forwarded']],
  ])('%s', (_, local, expected) => {
    expect(lateOf(played([[local, 'respond', 'owner']]).events)).toEqual(expected);
  });

  test('missed is found by the first event after it, an officer’s note as well, and by no later one', () => {
    const { events } = played([
      ['2026-04-22 09:00', 'note', 'staff', { text: 'Belum sempat.' }],
      ['2026-04-23 09:00', 'note', 'staff', { text: 'Masih belum.' }],
      ['2026-04-24 09:00', 'respond', 'owner'],
    ]);
    expect(lateOf(events)).toEqual(['v3 note forwarded']);
  });

  test('missed by months is missed on both clocks, each once', () => {
    const { events } = played([
      ['2026-08-03 09:00', 'answer', 'owner', { text: 'Sudah.' }],
      ['2026-08-04 09:00', 'object', 'reporter', { text: 'Belum.' }],
      ['2026-08-05 09:00', 'answer', 'owner', { text: 'Sekarang sudah.' }],
    ]);
    expect(lateOf(events)).toEqual(['v3 answer forwarded+total']);
  });

  test('of work after an objection is a run of its own each time', () => {
    const round = (day: string, next: string): Step[] => [
      [`2026-${day} 09:00`, 'object', 'reporter', { text: 'Belum.' }],
      [`2026-${next} 09:00`, 'answer', 'owner', { text: 'Sudah.' }],
    ];
    const { events } = played([
      ['2026-04-14 09:00', 'answer', 'owner', { text: 'Sudah.' }],
      ...round('04-15', '04-30'),
      ...round('05-04', '05-06'),
      ...round('05-07', '05-29'),
    ]);
    expect(lateOf(events).map((line) => line.replace('+total', ''))).toEqual([
      'v5 answer reopened',
      'v9 answer reopened',
    ]);
  });

  test('of the citizen is nobody’s lateness', () => {
    const { events } = played([
      ['2026-04-14 09:00', 'answer', 'owner', { text: 'Sudah.' }],
      ['2026-06-15 09:00', 'comment', 'reporter', { text: 'Terima kasih.' }],
    ]);
    expect(lateOf(events)).toEqual([]);
  });
});

test('with timers that wake in time, the escalation step at the due is the event that finds it', async () => {
  const hall = timedHall(monday);
  await hall.keep(filed(monday, { id }), steps.forwarded(monday));
  await hall.runUntil('2026-07-01 10:00');
  const { events } = await hall.store.history(id);
  expect(agencyId).toBe(events[1]?.agencyId);
  expect(events.filter((e) => e.late).map((e) => [e.late, e.rung?.breach])).toEqual([
    [['forwarded'], true],
    [['total'], true],
  ]);
});

test('no run of a clock is found late twice, in any life', () => {
  fc.assert(
    fc.property(lives, ({ changes }) => {
      const found = changes.flatMap(({ event }, i) => {
        const before = changes.slice(0, i).map(({ complaint }) => complaint);
        // Another track is another total, also one that the complaint had before.
        const totals = before.filter(({ track }, n) => track !== before[n - 1]?.track).length;
        return (event.late ?? []).map(
          (name) => `${name} of ${name === 'total' ? totals : before.at(-1)?.clock?.stage}`,
        );
      });
      expect(new Set(found).size).toBe(found.length);
    }),
    { numRuns: runs(150, 500) },
  );
});
