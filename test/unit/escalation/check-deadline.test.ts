/** Deadlines fire in order, at the right instants, and only once: timers wake as Step Functions would wake them. */
import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../../functions/domain/deadlines/calendar.ts';
import { Conflict } from '../../../functions/domain/kernel/errors.ts';
import { outboundMessagesFor } from '../../../functions/domain/messages/outbound-messages.ts';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import { checkDeadline } from '../../../functions/escalation/check-deadline.ts';
import { ambon, ambonPolicy, rulesAt, wit } from '../../support/ambon.ts';
import { command, filed, steps, type Step } from '../../support/complaints.ts';
import { timedHall } from '../../support/timed-hall.ts';

const id = 'AMB-7K3Q9C5';
const filedOn = (local: string, over: Parameters<typeof filed>[1] = {}) => filed(local, { id, ...over });

const total = [
  '2026-04-07T15:00:00.000Z remind total 1/4 agency-head',
  '2026-04-10T15:00:00.000Z escalate total 2/4 city-secretary',
  '2026-04-17T15:00:00.000Z escalate total 3/4 mayor',
  '2026-04-24T15:00:00.000Z hand-over total 4/4 -',
];

describe('ladders', () => {
  test('an ignored complaint with an agency climbs from the liaison to the Ombudsman, each escalation step at its midnight', async () => {
    const hall = timedHall('2026-03-16 10:00');
    await hall.keep(filedOn('2026-03-13 23:50'), steps.forwarded('2026-03-16 10:00'));

    const woken = await hall.runUntil('2026-05-10 00:00');

    expect(hall.ladderEvents(id)).toEqual([
      '2026-03-26T15:00:00.000Z remind forwarded 1/4 liaison',
      '2026-03-30T15:00:00.000Z escalate forwarded 2/4 agency-head',
      '2026-04-01T15:00:00.000Z escalate forwarded 3/4 city-secretary',
      '2026-04-07T15:00:00.000Z escalate forwarded 4/4 mayor',
      ...total,
    ]);
    expect(woken).toHaveLength(7);
    expect(hall.timers.running.size).toBe(1);
  });

  test('after the last step the mayor is reminded about once a month, and its reporter hears of no lower office', async () => {
    const hall = timedHall('2026-03-16 10:00');
    await hall.keep(filedOn('2026-03-13 23:50'), steps.forwarded('2026-03-16 10:00'));
    await hall.runUntil('2026-08-01 00:00');

    expect(hall.ladderEvents(id).slice(8)).toEqual([
      '2026-05-29T15:00:00.000Z remind total 5/4 mayor',
      '2026-06-30T15:00:00.000Z remind total 6/4 mayor',
      '2026-07-28T15:00:00.000Z remind total 7/4 mayor',
    ]);
    const { events } = await hall.store.history(id);
    const told = events.flatMap((event) =>
      outboundMessagesFor(event).flatMap(({ recipient }) =>
        event.rung && recipient.kind === 'reporter' ? [`${event.rung.clock} ${event.rung.step}`] : [],
      ),
    );
    // Once the mayor is told of the missing response, the total's agency head and city secretary are no news.
    expect(told).toEqual(['forwarded 1', 'forwarded 4', 'total 4']);
    expect(events.flatMap((e) => (e.rung?.lower ? [e.rung.office] : []))).toEqual(['agency-head', 'city-secretary']);
    // Until an answer: what is late again after it is told from the bottom.
    const answered = decide(hall.now(id), command('answer', 'owner', { text: 'Sudah.' }), rulesAt('2026-08-01 10:00'));
    expect(hall.now(id).told).toBe('mayor');
    expect(answered.complaint).not.toHaveProperty('told');
  });

  test('the legal due alone is a breach, of the stage and of the total', async () => {
    const hall = timedHall('2026-03-16 10:00');
    await hall.keep(filedOn('2026-03-13 23:50'), steps.forwarded('2026-03-16 10:00'));
    await hall.runUntil('2026-05-10 00:00');

    const { events } = await hall.store.history(id);
    const breaches = events.flatMap((e) => (e.rung?.breach ? [`${e.rung.clock} ${e.rung.step}`] : []));
    expect(breaches).toEqual(['forwarded 2', 'total 2']);
    expect(
      [...hall.table.statistics.values()].reduce((n, row) => n + (row['late'] ?? 0) + (row['lateStages'] ?? 0), 0),
    ).toBe(2);
  });

  test('a question of the agency reminds its reporter, then archives the complaint as incomplete', async () => {
    const hall = timedHall('2026-03-16 12:00');
    await hall.keep(filedOn('2026-03-13 23:50'), [
      ...steps.forwarded('2026-03-16 10:00'),
      ['2026-03-16 11:00', 'ask', 'owner', { text: 'Di mana?' }],
    ]);
    await hall.runUntil('2026-05-10 00:00');

    expect(hall.ladderEvents(id)).toEqual([
      '2026-03-30T15:00:00.000Z remind needs-info 1/2 -',
      '2026-04-07T15:00:00.000Z archive',
    ]);
    expect(hall.now(id)).toMatchObject({ state: 'ARCHIVED', reasonCode: 'incomplete' });
    const { events } = await hall.store.history(id);
    expect(events.at(-2)?.rung).toEqual({ clock: 'needs-info', clockStage: 3, step: 1, of: 2 });
    expect(events.at(-2)?.actor).toEqual({ role: 'system' });
  });

  test('steps name the run of the clock that they belong to', async () => {
    const hall = timedHall('2026-03-16 10:00');
    await hall.keep(filedOn('2026-03-13 23:50'), steps.forwarded('2026-03-16 10:00'));
    await hall.runUntil('2026-05-10 00:00');
    const { events } = await hall.store.history(id);
    const runs = events.flatMap((e) => (e.rung ? [`${e.rung.clock} ${e.rung.clockStage}`] : []));
    expect(new Set(runs)).toEqual(new Set(['forwarded 2', 'total 1']));
  });

  test('only the escalation at the due itself is a breach, whatever else falls on that day', async () => {
    const { received } = ambonPolicy.clocks;
    const rungs = [
      { at: { afterDue: 0 }, act: 'remind' as const, office: 'coordinator' as const },
      { at: { wd: 3 }, act: 'escalate' as const, office: 'diskominfo-head' as const },
      { at: { afterDue: 2 }, act: 'escalate' as const, office: 'mayor' as const },
    ];
    const policies = [{ ...ambonPolicy, clocks: { ...ambonPolicy.clocks, received: { ...received, rungs } } }];
    const hall = timedHall('2026-03-02 10:00', { policies });
    await hall.keep(filedOn('2026-03-02 10:00'));
    await hall.runUntil('2026-03-11 00:00');
    expect(hall.ladderEvents(id)).toHaveLength(3);
    const { events } = await hall.store.history(id);
    expect(events.filter((e) => e.rung?.breach)).toEqual([]);
  });

  test('silence after an answer closes at the tenth midnight', async () => {
    const hall = timedHall('2026-03-17 10:00');
    await hall.keep(filedOn('2026-03-13 23:50'), steps.answered('2026-03-17 10:00'));
    await hall.runUntil('2026-05-10 00:00');

    expect(hall.ladderEvents(id)).toEqual(['2026-04-08T15:00:00.000Z close']);
    expect(hall.now(id)).toMatchObject({ state: 'CLOSED', closedAt: '2026-04-08T15:00:00.000Z' });
    expect(hall.timers.running.size).toBe(0);
  });

  test.each(['update', 'comment'] as const)(
    '%s moves the closing on: the timer wakes, sees it, and waits again',
    async (action) => {
      const hall = timedHall('2026-03-17 10:00');
      const message: Step = [
        '2026-03-25 09:00',
        action,
        action === 'update' ? 'owner' : 'reporter',
        { text: 'Pesan.' },
      ];
      await hall.keep(filedOn('2026-03-13 23:50'), [...steps.answered('2026-03-17 10:00'), message]);
      const woken = await hall.runUntil('2026-05-10 00:00');

      expect(hall.ladderEvents(id)).toEqual(['2026-04-09T15:00:00.000Z close']);
      expect(woken).toEqual(['2026-04-08T15:00:00Z', '2026-04-09T15:00:00Z']);
    },
  );

  test('a second objection starts at the city secretary', async () => {
    const hall = timedHall('2026-03-17 10:00');
    await hall.keep(filedOn('2026-03-13 23:50'), [
      ...steps.answered('2026-03-16 10:00'),
      ['2026-03-16 11:00', 'object', 'reporter', { text: 'Belum.' }],
      ['2026-03-16 12:00', 'answer', 'owner', { text: 'Sudah.' }],
      ['2026-03-17 10:00', 'object', 'reporter', { text: 'Belum juga.' }],
    ]);
    await hall.runUntil('2026-04-06 00:00');

    expect(hall.ladderEvents(id)).toEqual([
      '2026-03-31T15:00:00.000Z escalate reopened 1/2 city-secretary',
      '2026-04-02T15:00:00.000Z escalate reopened 2/2 mayor',
    ]);
  });

  test('a note, a restriction and a look leave the timer alone: the deadline after them fires', async () => {
    const hall = timedHall('2026-03-16 10:00');
    await hall.keep(filedOn('2026-03-13 23:50'), [
      ...steps.forwarded('2026-03-16 10:00'),
      ['2026-03-26 09:00', 'note', 'staff', { text: 'x' }],
      ['2026-03-26 10:00', 'restrict', 'staff', { confidential: true }],
    ]);
    await hall.runUntil('2026-03-31 00:00');

    expect(hall.ladderEvents(id)).toHaveLength(2);
    expect(hall.timers.started).toEqual([`${id}-2-0`]);
  });
});

describe('a timer that comes late', () => {
  const check = async (hall: ReturnType<typeof timedHall>, stage: number, n = 0) =>
    hall.check({ complaintId: id, stage, n });

  test.each([
    ['its stage is over', 2, 0],
    ['its number is no longer the one', 3, 1],
    ['its stage never was', 9, 0],
  ])('does nothing when %s', async (_, stage, n) => {
    const hall = timedHall('2026-12-01 00:00');
    await hall.keep(filedOn('2026-03-13 23:50'), steps.inProgress('2026-03-16 10:00'));
    expect(await check(hall, stage, n)).toEqual({ done: true });
    expect(hall.now(id).version).toBe(3);
  });

  test('does nothing when its complaint is not there', async () => {
    expect(await check(timedHall('2026-12-01 00:00'), 1)).toEqual({ done: true });
  });

  test('by months catches up with every escalation step in one wake', async () => {
    const hall = timedHall('2026-05-10 00:00');
    await hall.keep(filedOn('2026-03-13 23:50'));
    expect(await check(hall, 1)).toEqual({ done: false, wakeAt: '2026-05-29T15:00:00Z' });
    expect(hall.ladderEvents(id).map((l) => l.split(' ').slice(1).join(' '))).toEqual([
      'remind received 1/4 coordinator',
      'escalate received 2/4 diskominfo-head',
      'escalate received 3/4 city-secretary',
      'escalate received 4/4 mayor',
      'remind total 1/4 city-secretary',
      'escalate total 2/4 city-secretary',
      'escalate total 3/4 mayor',
      'hand-over total 4/4 -',
    ]);
  });

  test('fires an escalation step once though it wakes twice at once', async () => {
    const hall = timedHall('2026-03-27 00:00');
    await hall.keep(filedOn('2026-03-13 23:50'), steps.forwarded('2026-03-16 10:00'));
    await Promise.all([check(hall, 2), check(hall, 2), check(hall, 2)]);
    expect(hall.ladderEvents(id)).toHaveLength(1);
  });

  test('decides anew when the agency answered in between', async () => {
    const hall = timedHall('2026-03-31 00:00');
    await hall.keep(filedOn('2026-03-13 23:50'), steps.forwarded('2026-03-16 10:00'));
    let raced = false;
    const save: typeof hall.store.save = async (change) => {
      if (!raced) {
        raced = true;
        await hall.store.save(
          decide(hall.now(id), command('answer', 'owner', { text: 'Sudah.' }), rulesAt('2026-03-31 00:00')),
        );
      }
      await hall.store.save(change);
    };
    const result = await checkDeadline({ ...hall, store: { ...hall.store, save } })({
      complaintId: id,
      stage: 2,
      n: 0,
    });

    expect(result).toEqual({ done: true });
    expect(hall.actions(id)).toEqual(['file', 'verify', 'answer']);
  });

  test('fails loudly when storage does, so that Step Functions tries again', async () => {
    const hall = timedHall('2026-03-27 00:00');
    await hall.keep(filedOn('2026-03-13 23:50'), steps.forwarded('2026-03-16 10:00'));
    const save = async () => Promise.reject(new Error('storage is down'));
    const checking = checkDeadline({ ...hall, store: { ...hall.store, save } })({ complaintId: id, stage: 2, n: 0 });
    await expect(checking).rejects.toThrow('storage is down');
    await expect(checking).rejects.not.toBeInstanceOf(Conflict);
  });
});

describe('when to wake again', () => {
  const wakeAfter = async (
    local: string,
    more: readonly Step[] = steps.forwarded('2026-03-16 10:00'),
    records = {},
  ) => {
    const hall = timedHall(local, records);
    const { complaint } = await hall.keep(filedOn('2026-03-13 23:50'), more);
    return hall.check({ complaintId: id, stage: complaint.stage, n: 0 });
  };

  test.each([
    ['2026-03-16 10:00', '2026-03-26T15:00:00Z', 'the next step'],
    ['2026-03-26 23:58:59', '2026-03-26T15:00:00Z', 'the next step, a little over a minute on'],
    ['2026-03-26 23:59:59', '2026-03-26T15:00:59Z', 'no sooner than in a minute'],
  ])('at %s: %s, %s', async (local, wakeAt) => {
    expect(await wakeAfter(local)).toEqual({ done: false, wakeAt });
  });

  test('under a training calendar: no sooner than in a second', async () => {
    const hall = timedHall('2026-03-16 10:00', { city: { ...ambon.city, trainingDay: 2 } });
    const training = createCalendar({ ...ambon.city, trainingDay: 2 }, ambon.calendar);
    const start = filed('2026-03-16 10:00', { id }, rulesAt('2026-03-16 10:00', training));
    await hall.keep(start);
    hall.clock.set(new Date(wit('2026-03-16 10:00').getTime() + 5_900));
    expect(await hall.check({ complaintId: id, stage: 1, n: 0 })).toEqual({
      done: false,
      wakeAt: '2026-03-16T01:00:07Z',
    });
  });

  test('at the end of the calendar: every day, until the year is loaded', async () => {
    const hall = timedHall('2027-12-30 10:00');
    await hall.keep(filedOn('2027-12-30 10:00'));
    const woken = await hall.runUntil('2028-01-03 12:00');
    expect(woken).toEqual([
      '2027-12-30T15:00:00Z',
      '2027-12-31T15:00:00Z',
      '2028-01-01T15:00:00Z',
      '2028-01-02T15:00:00Z',
    ]);
    expect(hall.actions(id)).toEqual(['file']);
  });
});
