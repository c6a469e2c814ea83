/** Each guard at its limit: the last that passes and the first that does not. */
import { describe, expect, test } from 'vitest';
import type { Complaint } from '../../../../functions/domain/complaint/complaint.ts';
import { guards, type Guard } from '../../../../functions/domain/complaint/guards.ts';
import { decide } from '../../../../functions/domain/complaint/transition.ts';
import { createCalendar } from '../../../../functions/domain/deadlines/calendar.ts';
import { Conflict } from '../../../../functions/domain/kernel/errors.ts';
import { ambon, ambonCalendar, rulesAt, wit } from '../../../support/ambon.ts';
import { command, filed, steps, story, type Step } from '../../../support/complaints.ts';

const { complaint } = filed('2026-03-13 10:00');
const why = (guard: Guard, over: Partial<Complaint> = {}, rules = rulesAt('2026-03-18 09:00')) =>
  guards[guard]({ ...complaint, ...over }, rules);
const many = (n: number) => Array.from({ length: n }, (_, i) => `agency-${i}`);

test.each([
  ['hops-left', {}, undefined],
  ['hops-left', { hops: 1 }, undefined],
  ['hops-left', { hops: 2 }, /2 .*supervisor/],
  ['hops-used', {}, /coordinator .*reroute/],
  ['hops-used', { hops: 1 }, /coordinator .*reroute/],
  ['hops-used', { hops: 2 }, undefined],
  ['may-return', {}, undefined],
  ['may-return', { settled: true }, /supervisor .*assigned/],
  ['unverified', {}, undefined],
  ['unverified', { verifiedAt: '2026-03-16T01:00:00.000Z' }, /already verified/],
  ['helpers-left', {}, undefined],
  ['helpers-left', { contributing: many(4) }, undefined],
  ['helpers-left', { contributing: many(5) }, /at most 5 agencies/],
  ['helped', {}, /no agency/],
  ['helped', { contributing: [] }, /no agency/],
  ['helped', { contributing: many(1) }, undefined],
  ['photos-left', {}, undefined],
  ['photos-left', { attachments: many(4) }, undefined],
  ['photos-left', { attachments: many(5) }, /at most 5 attachments/],
  ['within-undo', {}, /seven days/],
  ['within-window', {}, /file a new complaint/],
] as const)('%s of %o: %s', (guard, over, reason) => {
  expect(why(guard, over as Partial<Complaint>) ?? 'holds').toMatch(reason ?? /^holds$/);
});

describe('five agencies help at most', () => {
  const involve = (n: number): Step[] =>
    Array.from({ length: n }, (_, i) => [
      '2026-03-16 11:00',
      'involve',
      'owner',
      { contributingAgencyId: ambon.agencies.filter(({ id }) => id !== 'dinas-perhubungan')[i]!.id },
    ]);
  const start = filed('2026-03-13 10:00');

  test('the fifth may be involved, the sixth may not', () => {
    const five = story(start, [...steps.forwarded('2026-03-16 10:00'), ...involve(5)]).complaint;
    expect(five.contributing).toHaveLength(5);
    expect(() => story(start, [...steps.forwarded('2026-03-16 10:00'), ...involve(6)])).toThrow(Conflict);
  });

  test('and the sixth may once one of them was released', () => {
    const [released, sixth] = [involve(1)[0]![3]!, involve(6)[5]![3]!];
    const { contributing } = story(start, [
      ...steps.forwarded('2026-03-16 10:00'),
      ...involve(5),
      ['2026-03-16 12:00', 'release', 'owner', released],
      ['2026-03-16 13:00', 'involve', 'owner', sixth],
    ]).complaint;
    expect(contributing).toHaveLength(5);
    expect(contributing).toContain(sixth.contributingAgencyId);
    expect(contributing).not.toContain(released.contributingAgencyId);
  });
});

describe('the window for reopening', () => {
  const closed = story(filed('2026-03-02 10:00'), steps.closed('2026-03-03 10:00')).complaint;
  const lastDay = ambonCalendar.nthWorkingDayAfter('2026-03-03', 30);
  const reopen = (local: string) =>
    decide(closed, command('reopen', 'reporter', { text: 'Padam lagi.' }), rulesAt(local)).complaint.state;

  test('ends with the last millisecond of the thirtieth working day', () => {
    expect(reopen(`${lastDay} 23:59:59.999`)).toBe('IN_PROGRESS');
    const nextDay = ambonCalendar.nextDay(lastDay);
    expect(() => reopen(`${nextDay} 00:00:00.000`)).toThrow(/^reopen .*file a new complaint$/);
  });

  test('counts from the closing, not from the filing', () => {
    const later = story(filed('2026-03-02 10:00'), steps.closed('2026-03-16 10:00')).complaint;
    const day = ambonCalendar.nthWorkingDayAfter('2026-03-16', 30);
    expect(why('within-window', later, rulesAt(`${day} 23:59`))).toBeUndefined();
    expect(why('within-window', later, rulesAt(`${ambonCalendar.nextDay(day)} 00:00`))).toBeTypeOf('string');
  });

  test('is open where its end lies beyond the loaded calendar', () => {
    const calendar = createCalendar(
      ambon.city,
      ambon.calendar.filter(({ year }) => year === 2026),
    );
    const late = { ...closed, closedAt: wit('2026-12-20 10:00').toISOString() };
    expect(why('within-window', late, rulesAt('2026-12-31 10:00', calendar))).toBeUndefined();
  });

  test('lets an error of another kind through', () => {
    const calendar = {
      ...ambonCalendar,
      nthWorkingDayAfter: () => {
        throw new TypeError('broken');
      },
    };
    expect(() => why('within-window', closed, rulesAt('2026-03-10 10:00', calendar))).toThrow(TypeError);
  });
});
