/** Endings of an answer: what each needs, where it leads, and how a promise comes back, is postponed and is broken. */
import { describe, expect, test } from 'vitest';
import { complaint as stored } from '../../../../functions/domain/complaint/complaint.ts';
import { labelOf } from '../../../../functions/domain/complaint/labels.ts';
import { scheduleOf } from '../../../../functions/domain/complaint/schedule.ts';
import { InvalidInput } from '../../../../functions/domain/kernel/errors.ts';
import { ambonCalendar, ambonPolicy } from '../../../support/ambon.ts';
import { agencyId, filed, steps, story, type Step } from '../../../support/complaints.ts';

const day = '2026-03-02 10:00';
const play = (...more: Step[]) => story(filed(day), [...steps.inProgress(day), ...more]);
const answer = (at: string, fields: object): Step => [at, 'answer', 'owner', { text: 'Jawaban.', ...fields }];
const promise = (at: string, scheduledOn: string): Step => answer(at, { outcome: 'scheduled', scheduledOn });
const resume: Step = ['2026-04-16 00:00', 'resume', 'system'];

test.each([
  ['done', {}, 'Dijawab: sudah dikerjakan, menunggu tanggapan', 'Selesai dikerjakan'],
  ['explained', {}, 'Dijawab: penjelasan, menunggu tanggapan', 'Ditutup dengan penjelasan'],
  [
    'cannot',
    { cannotCode: 'budget' },
    'Dijawab: tidak dapat dikerjakan, menunggu tanggapan',
    'Ditutup: tidak dapat dikerjakan',
  ],
  [undefined, {}, 'Ditindaklanjuti, menunggu tanggapan', 'Selesai'],
] as const)('%s is told apart while it waits and once it is closed', (outcome, more, waiting, closed) => {
  const { complaint } = play(answer(day, { outcome, ...more }));
  expect(labelOf(complaint)).toBe(waiting);
  const after = play(answer(day, { outcome, ...more }), ['2026-03-03 10:00', 'accept', 'reporter']);
  expect(labelOf(after.complaint)).toBe(closed);
  expect(after.events.at(-1)?.outcome).toBe(outcome);
});

describe('a promise', () => {
  test('is open, is expected and wakes on its day, and the total stands still', () => {
    const { complaint, events } = play(promise('2026-03-03 10:00', '2026-04-15'));
    expect(complaint).toMatchObject({
      state: 'SCHEDULED',
      agencyId,
      dueOn: '2026-04-15',
      expectedOn: '2026-04-15',
      nextWakeAt: '2026-04-15T15:00:00.000Z',
      pausedOn: '2026-03-03',
    });
    expect(events.at(-1)).toMatchObject({ outcome: 'scheduled', scheduledOn: '2026-04-15', to: 'SCHEDULED' });
    expect(scheduleOf(complaint, ambonPolicy, ambonCalendar).next).toMatchObject({ step: { act: 'resume' } });
  });

  test('comes back to its agency with a clock of five days, and the total goes on', () => {
    const { complaint, events } = play(promise('2026-03-03 10:00', '2026-04-15'), resume);
    expect(complaint).toMatchObject({
      state: 'IN_PROGRESS',
      agencyId,
      clock: { name: 'reopened' },
      dueOn: '2026-04-23',
    });
    expect(complaint.pauses).toEqual([['2026-03-03', '2026-04-16']]);
    expect(complaint).not.toHaveProperty('pausedOn');
    expect(events.at(-1)).toMatchObject({ outcome: 'scheduled', from: 'SCHEDULED' });
    // The next step goes to the agency's head at the end of those five days.
    expect(scheduleOf(complaint, ambonPolicy, ambonCalendar).next).toMatchObject({ clock: 'reopened', number: 1 });
  });

  test('may be postponed once, before its day or after it, and not again', () => {
    const early = play(promise('2026-03-03 10:00', '2026-04-15'), promise('2026-04-10 10:00', '2026-06-15'));
    expect(early.complaint).toMatchObject({ state: 'SCHEDULED', postponed: 1, dueOn: '2026-06-15' });
    const late = [promise('2026-03-03 10:00', '2026-04-15'), resume, promise('2026-04-17 10:00', '2026-06-15')];
    expect(play(...late).complaint).toMatchObject({ state: 'SCHEDULED', postponed: 1 });
    expect(() => play(...late, promise('2026-04-20 10:00', '2026-06-20'))).toThrow('postponed already');
  });

  // 60 working days after Tuesday 3 March 2026 are counted in calendar-exhaustive.test.ts' calendar: Monday 8 June.
  test.each([
    ['today', '2026-03-03', 'after today'],
    ['a past day', '2026-03-02', 'after today'],
    ['61 working days ahead', ambonCalendar.nthWorkingDayAfter('2026-03-03', 61), 'at most 60'],
    ['a year that is not loaded', '2029-01-02', 'calendar'],
    ['no day', undefined, 'required'],
  ])('for %s is refused', (_, on, why) => {
    const given = { outcome: 'scheduled', ...(on === undefined ? {} : { scheduledOn: on }) };
    expect(faultOf(() => play(answer('2026-03-03 10:00', given)))).toEqual([
      { field: 'scheduledOn', message: expect.stringContaining(why) },
    ]);
  });

  test('for 60 working days ahead is taken', () => {
    const last = ambonCalendar.nthWorkingDayAfter('2026-03-03', 60);
    expect(play(promise('2026-03-03 10:00', last)).complaint.scheduledOn).toBe(last);
  });

  test('may be refused by the reporter, whose objection starts the clock of objections', () => {
    const { complaint } = play(promise('2026-03-03 10:00', '2026-04-15'), [
      '2026-03-04 10:00',
      'object',
      'reporter',
      { text: 'Terlalu lama.' },
    ]);
    expect(complaint).toMatchObject({ state: 'IN_PROGRESS', reopened: 1, clock: { name: 'reopened' } });
    expect(complaint).not.toHaveProperty('outcome');
  });

  test('binds the agency that made it and no other', () => {
    const { complaint } = play(
      promise('2026-03-03 10:00', '2026-04-15'),
      resume,
      ['2026-04-16 10:00', 'return', 'owner', { text: 'Bukan kami.' }],
      ['2026-04-16 11:00', 'reroute', 'coordinator', { agencyId: 'bpbd' }],
    );
    expect(complaint).not.toHaveProperty('scheduledOn');
    expect(complaint).not.toHaveProperty('outcome');
  });

  test('kept is no first answer again, so that statistics count one', () => {
    const told = play(promise('2026-03-03 10:00', '2026-04-15'), answer('2026-03-20 10:00', { outcome: 'done' }));
    expect(told.events.filter((e) => e.action === 'answer').map((e) => e.again)).toEqual([undefined, true]);
    expect(told.complaint).toMatchObject({ state: 'ANSWERED', outcome: 'done' });
  });
});

test.each([
  ['cannot without a reason', { outcome: 'cannot' }, 'cannotCode'],
  ['done with a reason', { outcome: 'done', cannotCode: 'law' }, 'cannotCode'],
  ['done with a day', { outcome: 'done', scheduledOn: '2026-04-15' }, 'scheduledOn'],
])('%s is refused', (_, fields, field) => {
  expect(faultOf(() => play(answer(day, fields)))).toEqual([{ field, message: expect.any(String) }]);
});

test('a state of an earlier release, answered without an outcome, is read and closed', () => {
  const { complaint } = play(answer(day, {}));
  expect(stored.parse(complaint)).not.toHaveProperty('outcome');
});

function faultOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidInput) return error.fields;
    throw error;
  }
  throw new Error('nothing was refused');
}
