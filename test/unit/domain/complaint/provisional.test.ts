/** The end of the calendar: deadlines beyond it are provisional, and filing goes on (docs/design.md#deadlines). Pauses and cuts of stage clocks. */
import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../../../functions/domain/deadlines/calendar.ts';
import { scheduleOf } from '../../../../functions/domain/complaint/schedule.ts';
import type { Complaint } from '../../../../functions/domain/complaint/complaint.ts';
import { decide, reschedule } from '../../../../functions/domain/complaint/transition.ts';
import { ambon, ambonCalendar, ambonPolicy, rulesAt, wit } from '../../../support/ambon.ts';
import { command, filed, steps, story } from '../../../support/complaints.ts';
import { lastDayBefore, playLadder } from '../../../support/models/ladders.ts';

const with2028 = createCalendar(ambon.city, [...ambon.calendar, { version: 1, year: 2028, holidays: [] }]);

describe('at the end of the calendar', () => {
  test('the total is provisional while the stage is still certain', () => {
    const { complaint } = filed('2027-12-20 10:00');
    expect(complaint.dueOn).toBe('2027-12-23');
    expect(complaint).not.toHaveProperty('expectedOn');
    expect(complaint).not.toHaveProperty('expectedAt');
    expect(complaint.nextWakeAt).toBe(wit('2027-12-23 00:00').toISOString());
  });

  test('with nothing certain left, the timer wakes on the last loaded day', () => {
    const { complaint, event } = filed('2027-12-30 10:00');
    expect(complaint).not.toHaveProperty('dueAt');
    expect(complaint.nextWakeAt).toBe(wit('2027-12-31 00:00').toISOString());
    expect(event.timer?.wakeAt).toBe(complaint.nextWakeAt);
  });

  test('a certain escalation step after the last loaded day began does not hide that the total is provisional', () => {
    const { complaint } = story(filed('2027-12-23 10:00'), steps.forwarded('2027-12-23 11:00'));
    const { next, wakeAt } = scheduleOf(
      { ...complaint, clock: { ...complaint.clock!, rungs: 1 } },
      ambonPolicy,
      ambonCalendar,
    );
    expect(lastDayBefore(next!.at)).toBe('2027-12-31');
    expect(wakeAt).toEqual(wit('2027-12-31 00:00'));
  });

  test('a complaint filed after the end is filed', () => {
    expect(filed('2028-01-05 10:00').complaint).toMatchObject({ state: 'RECEIVED', version: 1 });
  });

  test('a city with no year loaded at all files complaints too', () => {
    const rules = rulesAt('2026-03-13 10:00', createCalendar(ambon.city, []));
    expect(filed('2026-03-13 10:00', {}, rules).complaint).not.toHaveProperty('dueAt');
  });

  test('any later event sets the deadline once the year is loaded', () => {
    const { complaint } = filed('2027-12-30 10:00');
    const change = decide(complaint, command('note', 'staff', { text: 'x' }), rulesAt('2027-12-31 09:00', with2028));
    expect(change.complaint).toMatchObject({ dueOn: '2028-01-04', calendarVersion: with2028.version });
  });
});

describe('a calendar that is edited while a timer sleeps', () => {
  const { complaint } = story(filed('2026-03-13 23:50'), steps.forwarded('2026-03-16 10:00'));
  const edited = (change: (day: string) => boolean) =>
    createCalendar(
      ambon.city,
      ambon.calendar.map((y) => ({ ...y, version: y.version + 1, holidays: y.holidays.filter((h) => change(h.date)) })),
    );
  const note = command('note', 'staff', { text: 'x' });

  test('asks for another timer when the next escalation step falls earlier', () => {
    const withdrawn = edited((day) => day !== '2026-03-24');
    const { complaint: after, event } = decide(complaint, note, rulesAt('2026-03-17 09:00', withdrawn));
    expect(after).toMatchObject({ stage: complaint.stage, n: 1, nextWakeAt: '2026-03-25T15:00:00.000Z' });
    expect(event.timer).toEqual({ stage: 2, n: 1, wakeAt: after.nextWakeAt, previous: `${complaint.id}-2-0` });
  });

  test('asks for none when it falls later, or where it was', () => {
    const same = decide(
      complaint,
      note,
      rulesAt(
        '2026-03-17 09:00',
        edited(() => true),
      ),
    );
    const later = decide(
      decide(
        complaint,
        note,
        rulesAt(
          '2026-03-17 09:00',
          edited((day) => day !== '2026-03-24'),
        ),
      ).complaint,
      note,
      rulesAt('2026-03-17 10:00'),
    );
    expect([same.event.timer, later.event.timer]).toEqual([undefined, undefined]);
    expect(later.complaint).toMatchObject({ n: 1, nextWakeAt: '2026-03-26T15:00:00.000Z' });
  });
});

describe('a stage clock that was paused', () => {
  const { complaint } = story(filed('2026-03-13 23:50'), steps.forwarded('2026-03-16 10:00'));

  test('moves all its escalation steps and those of the total by the working days of the pause', () => {
    const paused = reschedule({ ...complaint, pauses: [['2026-03-17', '2026-03-30']] }, rulesAt('2026-03-30 10:00'));
    expect(playLadder(paused)).toEqual([
      '2026-04-01 forwarded 1/4 remind liaison',
      '2026-04-06 forwarded 2/4 escalate agency-head',
      '2026-04-08 forwarded 3/4 escalate city-secretary',
      '2026-04-13 forwarded 4/4 escalate mayor',
      '2026-04-13 total 1/4 remind agency-head',
      '2026-04-16 total 2/4 escalate city-secretary',
      '2026-04-23 total 3/4 escalate mayor',
      '2026-04-30 total 4/4 hand-over',
    ]);
  });

  test('is not moved by a pause that ended before it started', () => {
    const earlier: Complaint = { ...complaint, pauses: [['2026-03-13', '2026-03-16']] };
    expect(scheduleOf(earlier, ambonPolicy, ambonCalendar)).toMatchObject({
      dueOn: '2026-03-30',
      expectedOn: '2026-04-13',
    });
  });

  test('two pauses add up', () => {
    const twice: Complaint = {
      ...complaint,
      pauses: [
        ['2026-03-16', '2026-03-17'],
        ['2026-03-25', '2026-03-26'],
      ],
    };
    expect(scheduleOf(twice, ambonPolicy, ambonCalendar)).toMatchObject({
      dueOn: '2026-04-01',
      expectedOn: '2026-04-14',
    });
  });
});

describe('the total stands still while the citizen has the answer', () => {
  test('and its last known due stays on view', () => {
    const { complaint } = story(filed('2026-03-13 23:50'), steps.closed('2026-03-17 10:00'));
    expect(complaint).toMatchObject({
      state: 'CLOSED',
      expectedOn: '2026-04-10',
      closedAt: wit('2026-03-17 10:00').toISOString(),
    });
    expect(complaint).not.toHaveProperty('dueOn');
    expect(complaint).not.toHaveProperty('nextWakeAt');
  });

  test('a due that had passed before the pause began is not given back by it', () => {
    const late = story(filed('2026-03-13 23:50'), steps.answered('2026-04-13 10:00'));
    expect(late.complaint.expectedOn).toBe('2026-04-10');
    const again = story(late.changes.at(-1)!, [['2026-04-20 10:00', 'object', 'reporter', { text: 'Belum.' }]]);
    expect(again.complaint.expectedOn).toBe('2026-04-10');
  });
});
