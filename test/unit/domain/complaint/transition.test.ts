/** One life after another, with the exact clocks, pauses and events that follow from each action. */
import { describe, expect, test } from 'vitest';
import type { Complaint } from '../../../../functions/domain/complaint/complaint.ts';
import type { Policy } from '../../../../functions/domain/city/policy.ts';
import { hashText } from '../../../../functions/domain/complaint/chain.ts';
import { decide } from '../../../../functions/domain/complaint/transition.ts';
import { createCalendar } from '../../../../functions/domain/deadlines/calendar.ts';
import { Conflict, Forbidden, InvalidInput } from '../../../../functions/domain/kernel/errors.ts';
import { ambon, ambonPolicy, rulesAt, wit } from '../../../support/ambon.ts';
import { agencyId, command, filed, steps, story, type Step } from '../../../support/complaints.ts';

const start = filed('2026-03-02 10:00');
const after = (more: readonly Step[]) => story(start, more).complaint;
const lastEvent = (more: readonly Step[]) => story(start, more).events.at(-1)!;
const act = (c: Complaint, [local, action, by, fields]: Step, rules = rulesAt(local)) =>
  decide(c, command(action, by, fields), rules);
/** The end of a local day: the instant of a due. */
const endOf = (day: string): string => wit(`${day} 24:00`).toISOString();
const answered = steps.answered('2026-03-03 10:00');
const asked: Step[] = [
  ...steps.forwarded('2026-03-03 10:00'),
  ['2026-03-04 10:00', 'ask', 'owner', { text: 'Tiang nomor berapa?' }],
];

describe('a stage', () => {
  test('begins with a new state, and its clock with the day', () => {
    expect(after(steps.forwarded('2026-03-03 10:00'))).toMatchObject({
      state: 'FORWARDED',
      version: 2,
      stage: 2,
      n: 0,
      clock: { name: 'forwarded', stage: 2, from: '2026-03-03', rungs: 0 },
      dueOn: '2026-03-10',
      dueAt: endOf('2026-03-10'),
      expectedOn: '2026-03-27',
      expectedAt: endOf('2026-03-27'),
      nextWakeAt: endOf('2026-03-06'),
      updatedAt: wit('2026-03-03 10:00').toISOString(),
    });
  });

  test('ends with its clock where the next state has none', () => {
    const closed = after(steps.closed('2026-03-03 10:00'));
    expect(closed).toMatchObject({ state: 'CLOSED', stage: 5, pausedOn: '2026-03-03' });
    for (const gone of ['clock', 'dueOn', 'dueAt', 'nextWakeAt']) expect(closed).not.toHaveProperty(gone);
    expect(closed.expectedOn).toBe('2026-03-27');
  });

  test('goes on with its clock while the state stays', () => {
    const before = after(steps.forwarded('2026-03-03 10:00'));
    const { complaint, event } = act(before, ['2026-03-05 10:00', 'note', 'staff', { text: 'x' }]);
    expect(complaint).toEqual({
      ...before,
      version: 3,
      updatedAt: wit('2026-03-05 10:00').toISOString(),
      head: event.hash,
    });
    expect(event).not.toHaveProperty('timer');
  });

  test('begins anew with another agency, in the same state, without another clock', () => {
    const returned: Step[] = [
      ...steps.forwarded('2026-03-03 10:00'),
      ['2026-03-04 10:00', 'return', 'owner', { text: 'Bukan kami.' }],
      ['2026-03-05 10:00', 'reroute', 'coordinator', { agencyId: 'bpbd' }],
    ];
    expect(after(returned)).toMatchObject({
      state: 'FORWARDED',
      stage: 4,
      agencyId: 'bpbd',
      hops: 1,
      clock: { name: 'forwarded', stage: 4, from: '2026-03-05', rungs: 0 },
    });
  });

  test.each([
    ['update', 'owner'],
    ['comment', 'reporter'],
  ] as const)('%s of what is answered starts the ten days of silence anew, in the same stage', (action, by) => {
    const before = after(answered);
    const { complaint, event } = act(before, ['2026-03-09 10:00', action, by, { text: 'x' }]);
    expect(complaint).toMatchObject({
      state: 'ANSWERED',
      stage: 4,
      n: 0,
      clock: { name: 'answered', stage: 4, from: '2026-03-09', rungs: 0 },
      dueOn: '2026-03-30',
    });
    expect(before.dueOn).toBe('2026-03-17');
    expect(event).not.toHaveProperty('timer');
  });
});

describe('the total', () => {
  test('stands still while the citizen is waited for, by the working days in between', () => {
    const waiting = after(answered);
    expect(waiting).toMatchObject({ pauses: [], pausedOn: '2026-03-03', expectedOn: '2026-03-27' });
    const { complaint } = act(waiting, ['2026-03-09 10:00', 'object', 'reporter', { text: 'Masih.' }]);
    expect(complaint).toMatchObject({ pauses: [['2026-03-03', '2026-03-09']], expectedOn: '2026-04-02' });
    expect(complaint).not.toHaveProperty('pausedOn');
  });

  test('does not move by a pause within one day', () => {
    const { complaint } = act(after(answered), ['2026-03-03 16:00', 'object', 'reporter', { text: 'Masih.' }]);
    expect(complaint).toMatchObject({ pauses: [], expectedOn: '2026-03-27' });
    expect(complaint).not.toHaveProperty('pausedOn');
  });

  test('stays paused from the first day on where one pause follows another', () => {
    const archived = after([...asked, ['2026-03-06 10:00', 'archive', 'coordinator', { reasonCode: 'spam' }]]);
    expect(archived).toMatchObject({ state: 'ARCHIVED', pausedOn: '2026-03-04', pauses: [] });
    const back = act(archived, ['2026-03-09 10:00', 'restore', 'coordinator']).complaint;
    expect(back).toMatchObject({ state: 'NEEDS_INFO', pausedOn: '2026-03-04', pauses: [] });
    expect(act(back, ['2026-03-10 10:00', 'reply', 'reporter', { text: 'Dua.' }]).complaint).toMatchObject({
      state: 'FORWARDED',
      pauses: [['2026-03-04', '2026-03-10']],
    });
  });

  test('of another track at verification is another one, whose due has not passed (ADR 016)', () => {
    const late = act(start.complaint, ['2026-04-10 10:00', 'note', 'staff', { text: 'x' }]).complaint;
    expect(late.totalBreachedOn).toBe('2026-03-27');
    const same = act(late, ['2026-04-10 11:00', 'verify', 'coordinator', { agencyId, track: 'ordinary' }]).complaint;
    expect(same).toMatchObject({ track: 'ordinary', totalBreachedOn: '2026-03-27', expectedOn: '2026-03-27' });
    const other = act(late, ['2026-04-10 11:00', 'verify', 'coordinator', { agencyId, track: 'inspection' }]);
    expect(other.complaint).not.toHaveProperty('totalBreachedOn');
    expect(other.complaint).toMatchObject({ track: 'inspection', expectedOn: '2026-06-10' });
    expect(other.event).toMatchObject({ track: 'inspection', expectedOn: '2026-06-10' });
    expect(other.event).not.toHaveProperty('late');
  });
});

describe('a state that was set aside', () => {
  test('comes back with its clock, and the days between are a pause', () => {
    const before = after(steps.forwarded('2026-03-03 10:00'));
    const waiting = after(asked);
    expect(waiting).toMatchObject({
      state: 'NEEDS_INFO',
      before: [{ state: 'FORWARDED', clock: before.clock }],
      clock: { name: 'needs-info', stage: 3, from: '2026-03-04', rungs: 0 },
      pausedOn: '2026-03-04',
    });
    const back = act(waiting, ['2026-03-06 10:00', 'reply', 'reporter', { text: 'Dua.' }]).complaint;
    expect(back).toMatchObject({ state: 'FORWARDED', stage: 4, clock: before.clock, dueOn: '2026-03-12' });
    expect(back).not.toHaveProperty('before');
  });

  test('of two, the newest comes back first', () => {
    const archived = after([...asked, ['2026-03-06 10:00', 'archive', 'coordinator', { reasonCode: 'spam' }]]);
    expect(archived.before?.map(({ state }) => state)).toEqual(['FORWARDED', 'NEEDS_INFO']);
    const back = act(archived, ['2026-03-09 10:00', 'restore', 'coordinator']).complaint;
    expect(back.before?.map(({ state }) => state)).toEqual(['FORWARDED']);
    // The citizen was told that it was over: ten days anew.
    expect(back.clock).toEqual({ name: 'needs-info', stage: 5, from: '2026-03-09', rungs: 0 });
  });

  test('cannot come back where none was set aside', () => {
    const broken = { ...after(asked), before: [] };
    expect(() => act(broken, ['2026-03-06 10:00', 'reply', 'reporter', { text: 'x' }])).toThrow(/AMB-7K3Q9C5.*state/);
  });

  test('keeps the first verification when it is verified again (ADR 016)', () => {
    const merged: Step[] = [
      ['2026-03-03 10:00', 'keep', 'coordinator'],
      ['2026-03-04 10:00', 'merge', 'coordinator', { parentId: 'AMB-2222222' }],
      ['2026-03-05 10:00', 'unmerge', 'coordinator'],
    ];
    const kept = after(merged);
    expect(kept).toMatchObject({ state: 'IN_PROGRESS', verifiedAt: wit('2026-03-03 10:00').toISOString() });
    const joined = filed('2026-03-02 10:00', { parentId: 'AMB-2222222' }).complaint;
    const verified = { ...joined, verifiedAt: wit('2026-03-02 12:00').toISOString() };
    const back = act(verified, ['2026-03-05 10:00', 'unmerge', 'coordinator']).complaint;
    expect(back).toMatchObject({ state: 'RECEIVED', clock: { name: 'received', from: '2026-03-02' } });
    const again = act(back, ['2026-03-06 10:00', 'verify', 'coordinator', { agencyId }]).complaint;
    expect(again.verifiedAt).toBe(wit('2026-03-02 12:00').toISOString());
  });
});

describe('a reopened complaint', () => {
  const reopened: Step[] = [...answered, ['2026-03-04 10:00', 'object', 'reporter', { text: 'Masih.' }]];
  const twice: Step[] = [
    ...reopened,
    ['2026-03-05 10:00', 'answer', 'owner', { text: 'Sudah.' }],
    ['2026-03-06 10:00', 'accept', 'reporter'],
    ['2026-03-09 10:00', 'reopen', 'reporter', { text: 'Padam lagi.' }],
  ];

  test('starts its own clock, and from the second time on one office higher', () => {
    expect(after(reopened).clock).toEqual({ name: 'reopened', stage: 5, from: '2026-03-04', rungs: 0 });
    expect(after(twice)).toMatchObject({
      state: 'IN_PROGRESS',
      reopened: 2,
      clock: { name: 'reopened', stage: 8, from: '2026-03-09', rungs: 0, shift: 1 },
    });
    expect(after(twice)).not.toHaveProperty('closedAt');
    expect(lastEvent(twice).reopened).toBe(2);
    expect(lastEvent(answered)).not.toHaveProperty('reopened');
  });

  test('that is answered and goes on has the clock of that state, without the shift', () => {
    const third = act(after(twice), ['2026-03-10 10:00', 'answer', 'owner', { text: 'x' }]).complaint;
    expect(third.clock).toEqual({ name: 'answered', stage: 9, from: '2026-03-10', rungs: 0 });
  });
});

describe('a due that has passed', () => {
  const waiting = after(steps.forwarded('2026-03-03 10:00'));

  test('is written down by the first event after it, once', () => {
    const justBefore = act(waiting, ['2026-03-10 23:59:59.999', 'note', 'staff', { text: 'x' }]);
    expect(justBefore.complaint.clock).not.toHaveProperty('breachedOn');
    expect(justBefore.event).not.toHaveProperty('late');
    const at = act(waiting, ['2026-03-11 00:00:00.000', 'note', 'staff', { text: 'x' }]);
    expect(at.complaint.clock).toMatchObject({ breachedOn: '2026-03-10' });
    expect(at.event.late).toEqual(['forwarded']);
    const again = act(at.complaint, ['2026-03-12 10:00', 'note', 'staff', { text: 'x' }]);
    expect(again.event).not.toHaveProperty('late');
    expect(again.complaint.clock).toEqual(at.complaint.clock);
  });

  test('of the stage and of the total are written down apart', () => {
    const both = act(waiting, ['2026-03-28 00:00', 'note', 'staff', { text: 'x' }]);
    expect(both.event.late).toEqual(['forwarded', 'total']);
    expect(both.complaint).toMatchObject({ totalBreachedOn: '2026-03-27', clock: { breachedOn: '2026-03-10' } });
  });

  test('of a total that stands still is none', () => {
    const silent = act(after(answered), ['2026-04-10 10:00', 'note', 'staff', { text: 'x' }]);
    expect(silent.complaint).not.toHaveProperty('totalBreachedOn');
    // The ten days of silence have passed: nobody of the city was late.
    expect(silent.complaint.clock).toMatchObject({ breachedOn: '2026-03-17' });
    expect(silent.event).not.toHaveProperty('late');
  });
});

describe('an event', () => {
  test('says what was done, by whom, from where to where, and links to the one before', () => {
    const [first, second] = story(start, steps.forwarded('2026-03-03 10:00')).events;
    expect(first).toMatchObject({ version: 1, action: 'file', to: 'RECEIVED', previousHash: 'genesis' });
    expect(first).not.toHaveProperty('from');
    expect(second).toEqual({
      complaintId: 'AMB-7K3Q9C5',
      version: 2,
      action: 'verify',
      actor: { role: 'coordinator', id: 'sub-coordinator' },
      at: wit('2026-03-03 10:00').toISOString(),
      from: 'RECEIVED',
      to: 'FORWARDED',
      stage: 2,
      class: 'pengaduan',
      track: 'ordinary',
      agencyId,
      dueOn: '2026-03-10',
      expectedOn: '2026-03-27',
      expectedAt: endOf('2026-03-27'),
      policyVersion: 1,
      calendarVersion: 4,
      timer: { stage: 2, n: 0, wakeAt: endOf('2026-03-06'), previous: 'AMB-7K3Q9C5-1-0' },
      previousHash: first!.hash,
      hash: second!.hash,
    });
  });

  test('has its text trimmed, by hash, and a text of white space is none', () => {
    const { event, text } = act(start.complaint, ['2026-03-03 10:00', 'comment', 'reporter', { text: '  Masih.  ' }]);
    expect(text).toEqual({ complaintId: 'AMB-7K3Q9C5', version: 2, salt: 'salt-of-a-test', text: { text: 'Masih.' } });
    expect(event.textHash).toBe(hashText(text!));
    const silent = act(start.complaint, ['2026-03-03 10:00', 'verify', 'coordinator', { agencyId, text: '   ' }]);
    expect(silent).not.toHaveProperty('text');
    expect(silent.event).not.toHaveProperty('textHash');
  });

  test('names the timer to stop only where one sleeps, and the wake only where there is one', () => {
    const closed = lastEvent(steps.closed('2026-03-03 10:00'));
    expect(closed.timer).toEqual({ stage: 5, n: 0, previous: 'AMB-7K3Q9C5-4-0' });
    const reopened = story(start, [
      ...steps.closed('2026-03-03 10:00'),
      ['2026-03-04 10:00', 'reopen', 'reporter', { text: 'x' }],
    ]).events.at(-1)!;
    expect(reopened.timer).toEqual({ stage: 6, n: 0, wakeAt: endOf('2026-03-11') });
  });

  test('of an answer counts the working days taken, without those of pauses', () => {
    expect(lastEvent(answered).workingDays).toBe(1);
    const later: Step[] = [
      ...asked,
      ['2026-03-09 10:00', 'reply', 'reporter', { text: 'Dua.' }],
      ['2026-03-11 10:00', 'answer', 'owner', { text: 'Sudah.' }],
    ];
    // Seven working days from the 2nd to the 11th, three of them paused.
    expect(lastEvent(later).workingDays).toBe(4);
    expect(lastEvent(asked)).not.toHaveProperty('workingDays');
  });

  test('of a rating names the one that it replaces', () => {
    const closed = steps.closed('2026-03-03 10:00');
    const rated: Step[] = [...closed, ['2026-03-03 11:00', 'rate', 'reporter', { rating: 2 }]];
    expect(lastEvent(rated)).toMatchObject({ rating: 2 });
    expect(lastEvent(rated)).not.toHaveProperty('previousRating');
    const again = lastEvent([...rated, ['2026-03-03 12:00', 'rate', 'reporter', { rating: 5 }]]);
    expect(again).toMatchObject({ rating: 5, previousRating: 2 });
    expect(lastEvent([...rated, ['2026-03-03 12:00', 'note', 'staff', { text: 'x' }]])).not.toHaveProperty(
      'previousRating',
    );
  });

  test('of a return says how often it had been sent on and where the agency would send it', () => {
    const back: Step = ['2026-03-04 10:00', 'return', 'owner', { text: 'x', suggestedAgencyId: 'bpbd' }];
    const first = lastEvent([...steps.forwarded('2026-03-03 10:00'), back]);
    expect(first).toMatchObject({ suggestedAgencyId: 'bpbd' });
    expect(first).not.toHaveProperty('hops');
    const on: Step = ['2026-03-05 10:00', 'reroute', 'coordinator', { agencyId: 'bpbd' }];
    const again: Step = ['2026-03-06 10:00', 'return', 'owner', { text: 'x' }];
    expect(lastEvent([...steps.forwarded('2026-03-03 10:00'), back, on, again])).toMatchObject({ hops: 1 });
    expect(lastEvent([...steps.forwarded('2026-03-03 10:00'), back, on])).not.toHaveProperty('hops');
  });

  test('of merge and unmerge names the complaint followed', () => {
    const merge: Step = ['2026-03-03 10:00', 'merge', 'coordinator', { parentId: 'AMB-2222222' }];
    expect(lastEvent([merge])).toMatchObject({ parentId: 'AMB-2222222', to: 'DUPLICATE' });
    const back = story(start, [merge, ['2026-03-04 10:00', 'unmerge', 'coordinator']]);
    expect(back.events.at(-1)).toMatchObject({ parentId: 'AMB-2222222', to: 'RECEIVED' });
    expect(back.complaint).not.toHaveProperty('parentId');
  });

  test('says to whom it will go on only where that has just become known', () => {
    const told = act(start.complaint, [
      '2026-03-03 10:00',
      'complete',
      'reporter',
      { text: 'x', autoForwardTo: 'bpbd' },
    ]);
    expect(told.event.autoForwardTo).toBe('bpbd');
    expect(act(told.complaint, ['2026-03-03 11:00', 'forward', 'system']).event).not.toHaveProperty('autoForwardTo');
  });
});

describe('an SMS of the reporter', () => {
  const unreachable = after([['2026-03-03 10:00', 'unreachable', 'system']]);
  test('shows that the phone is on; nothing else does', () => {
    expect(unreachable.unreachableAt).toBe(wit('2026-03-03 10:00').toISOString());
    const said: Step = ['2026-03-04 10:00', 'comment', 'reporter', { text: 'x', channel: 'sms' }];
    expect(act(unreachable, said).complaint).not.toHaveProperty('unreachableAt');
    expect(act(unreachable, said).event.channel).toBe('sms');
    const byApi: Step = ['2026-03-04 10:00', 'comment', 'reporter', { text: 'x' }];
    expect(act(unreachable, byApi).complaint).toHaveProperty('unreachableAt');
    const officer: Step = ['2026-03-04 10:00', 'note', 'staff', { text: 'x', channel: 'sms' }];
    expect(act(unreachable, officer).complaint).toHaveProperty('unreachableAt');
  });
});

describe('a timer', () => {
  const waiting = after(steps.forwarded('2026-03-03 10:00'));
  test('that was lost gets another number in the same stage', () => {
    const { complaint, event } = act(waiting, ['2026-03-05 10:00', 'revive', 'system']);
    expect(complaint).toMatchObject({ stage: 2, n: 1 });
    expect(event.timer).toEqual({ stage: 2, n: 1, wakeAt: endOf('2026-03-06'), previous: 'AMB-7K3Q9C5-2-0' });
  });

  test('that would wake too late is replaced; one that would wake too early is not', () => {
    const recalculate: Step = ['2026-03-05 10:00', 'recalculate', 'system'];
    const sooner = act({ ...waiting, nextWakeAt: endOf('2026-03-09') }, recalculate);
    expect(sooner.complaint).toMatchObject({ n: 1, nextWakeAt: endOf('2026-03-06') });
    const holiday = createCalendar(ambon.city, [
      ...ambon.calendar.filter(({ year }) => year !== 2026),
      { version: 9, year: 2026, holidays: [{ date: '2026-03-05', name: 'x', kind: 'LOCAL', decree: 'x' }] },
    ]);
    const later = act(waiting, recalculate, rulesAt('2026-03-04 10:00', holiday));
    expect(later.complaint).toMatchObject({ n: 0, nextWakeAt: endOf('2026-03-09') });
    expect(later.event).not.toHaveProperty('timer');
  });

  test('begins where there was none and now is a wake', () => {
    const { nextWakeAt: _, ...without } = waiting;
    expect(act(without, ['2026-03-05 10:00', 'recalculate', 'system']).event.timer).toEqual({
      stage: 2,
      n: 1,
      wakeAt: endOf('2026-03-06'),
    });
  });
});

describe('what may not be', () => {
  const forwarded = after(steps.forwarded('2026-03-03 10:00'));
  const refused = (step: Step, c = forwarded) => {
    try {
      act(c, step);
    } catch (error) {
      return error;
    }
    throw new Error('was accepted');
  };

  test('an action on another version than the one seen', () => {
    const error = refused(['2026-03-04 10:00', 'note', 'staff', { text: 'x', expectedVersion: 1 }]);
    expect(error).toBeInstanceOf(Conflict);
    expect(error).toMatchObject({
      message: expect.stringMatching(/version 2.*1/) as string,
      current: { status: 'FORWARDED', version: 2 },
    });
    expect(act(forwarded, ['2026-03-04 10:00', 'note', 'staff', { text: 'x', expectedVersion: 2 }]).event.version).toBe(
      3,
    );
  });

  test('an action that its state does not have', () => {
    const error = refused(['2026-03-04 10:00', 'accept', 'reporter']);
    expect(error).toBeInstanceOf(Conflict);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^accept .*FORWARDED$/) as string,
      current: { status: 'FORWARDED', version: 2 },
    });
  });

  test('an action that belongs to others', () => {
    const error = refused(['2026-03-04 10:00', 'answer', 'contributor', { text: 'x' }]);
    expect(error).toBeInstanceOf(Forbidden);
    expect(error).toMatchObject({ message: expect.stringMatching(/^answer .*owner$/) as string });
    expect(refused(['2026-03-04 10:00', 'involve', 'reporter'])).toMatchObject({
      message: expect.stringMatching(/^involve .*coordinator, owner$/) as string,
    });
  });

  test('an action that a guard prevents', () => {
    expect(refused(['2026-03-04 10:00', 'verify', 'owner'])).toMatchObject({
      name: 'Conflict',
      message: expect.stringMatching(/^verify .*already verified$/) as string,
      current: { status: 'FORWARDED', version: 2 },
    });
  });

  test.each([[undefined], [''], ['   ']])('an action without its text: %j', (text) => {
    const error = refused(['2026-03-04 10:00', 'answer', 'owner', { text }]);
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error).toMatchObject({ fields: [{ field: 'text', message: 'required for this action' }] });
  });

  test('a text with an action that takes none', () => {
    const error = refused(['2026-03-04 10:00', 'privacy', 'reporter', { anonymous: true, text: 'x' }]);
    expect(error).toMatchObject({ fields: [{ field: 'text', message: 'this action takes no text' }] });
  });
});

test('while the total stands still beyond its calendar nothing is due', () => {
  const policy: Policy = { ...ambonPolicy, tracks: { ...ambonPolicy.tracks, ordinary: 999 } };
  const { complaint } = filed('2026-03-02 10:00', {}, { ...rulesAt('2026-03-02 10:00'), policy });
  expect(complaint).not.toHaveProperty('expectedOn');
  expect(complaint).not.toHaveProperty('expectedAt');
  expect(complaint.dueOn).toBe('2026-03-05');
});
