/** Each ladder of docs/service.md#clocks-and-escalation by dates counted by hand. Lebaran 2026: 18-20 March and 23-24 March are off; so is Good Friday, 3 April. */
import { describe, expect, test } from 'vitest';
import { filed, steps, story } from '../../../support/complaints.ts';
import { playLadder } from '../../../support/models/ladders.ts';

const friday13 = filed('2026-03-13 23:50');

const ordinaryTotal = [
  '2026-04-07 total 1/4 remind agency-head',
  '2026-04-10 total 2/4 escalate city-secretary',
  '2026-04-17 total 3/4 escalate mayor',
  '2026-04-24 total 4/4 hand-over',
];

describe('a complaint that nobody touches', () => {
  test('received on Friday 13 March 2026 climbs to the mayor, then to the Ombudsman', () => {
    expect(playLadder(friday13.complaint)).toEqual([
      '2026-03-17 received 1/4 remind coordinator',
      '2026-03-25 received 2/4 escalate diskominfo-head',
      '2026-03-27 received 3/4 escalate city-secretary',
      '2026-04-01 received 4/4 escalate mayor',
      ...ordinaryTotal,
    ]);
  });

  test('received on the Saturday after, it has the same days', () => {
    expect(playLadder(filed('2026-03-14 06:00').complaint)).toEqual(playLadder(friday13.complaint));
  });

  test('forwarded on Monday 16 March it climbs by way of the agency', () => {
    const { complaint } = story(friday13, steps.forwarded('2026-03-16 10:00'));
    expect(playLadder(complaint)).toEqual([
      '2026-03-26 forwarded 1/4 remind liaison',
      '2026-03-30 forwarded 2/4 escalate agency-head',
      '2026-04-01 forwarded 3/4 escalate city-secretary',
      '2026-04-07 forwarded 4/4 escalate mayor',
      ...ordinaryTotal,
    ]);
  });

  test('in progress it has the rest of the total, and no ladder but that', () => {
    const { complaint } = story(friday13, steps.inProgress('2026-03-16 10:00'));
    expect(complaint).toMatchObject({
      dueOn: '2026-04-10',
      dueAt: '2026-04-10T15:00:00.000Z',
      expectedOn: '2026-04-10',
    });
    expect(playLadder(complaint)).toEqual(ordinaryTotal);
  });
});

describe('tracks', () => {
  test('a request for information has 5 working days: they cut the stage short', () => {
    const information = filed('2026-03-13 23:50', { class: 'permintaan-informasi', track: 'information' });
    const { complaint } = story(information, steps.forwarded('2026-03-25 16:00'));
    expect(complaint).toMatchObject({ dueOn: '2026-03-27', expectedOn: '2026-03-27' });
    expect(playLadder(complaint)).toEqual([
      '2026-03-26 total 1/4 remind agency-head',
      '2026-03-27 forwarded 1/4 remind liaison',
      '2026-03-27 forwarded 2/4 escalate agency-head',
      '2026-03-27 total 2/4 escalate city-secretary',
      '2026-03-31 forwarded 3/4 escalate city-secretary',
      '2026-04-06 forwarded 4/4 escalate mayor',
      '2026-04-06 total 3/4 escalate mayor',
      '2026-04-13 total 4/4 hand-over',
    ]);
  });

  test('an inspection set at verify has 60 working days from receipt, over three long weekends', () => {
    const { complaint } = story(friday13, [
      ['2026-03-16 10:00', 'verify', 'coordinator', { agencyId: 'inspektorat', track: 'inspection' }],
      ['2026-03-16 10:00', 'respond', 'owner'],
    ]);
    expect(complaint).toMatchObject({
      track: 'inspection',
      dueOn: '2026-06-24',
      expectedAt: '2026-06-24T15:00:00.000Z',
    });
    expect(playLadder(complaint)[0]).toBe('2026-06-05 total 1/4 remind agency-head');
  });
});

describe('an answer', () => {
  const answered = story(friday13, steps.answered('2026-03-17 10:00'));

  test('closes by itself after 10 working days of silence', () => {
    expect(playLadder(answered.complaint)).toEqual(['2026-04-08 answered 1/1 close']);
  });

  test.each(['update', 'comment'] as const)('%s counts as a message: the silence starts anew', (action) => {
    const by = action === 'update' ? 'owner' : 'reporter';
    const { complaint } = story(answered.changes.at(-1)!, [['2026-03-25 09:00', action, by, { text: 'Masih padam.' }]]);
    expect(playLadder(complaint)).toEqual(['2026-04-09 answered 1/1 close']);
  });

  test.each(['note', 'restrict', 'verify'] as const)('%s is no message: the silence goes on', (action) => {
    const fields = { note: { text: 'catatan' }, restrict: { anonymous: true }, verify: {} }[action];
    const waiting = story(filed('2026-03-13 23:50', { autoForwardTo: 'bpbd' }), [
      ['2026-03-17 09:00', 'forward', 'system'],
      ['2026-03-17 10:00', 'answer', 'owner', { text: 'Sudah ditangani.' }],
      ['2026-03-25 09:00', action, action === 'verify' ? 'owner' : 'staff', fields],
    ]);
    expect(playLadder(waiting.complaint)).toEqual(['2026-04-08 answered 1/1 close']);
  });
});

describe('an objection', () => {
  const answered = story(friday13, steps.answered('2026-03-17 10:00')).changes.at(-1)!;

  test('on Sunday 22 March costs the agency no day: none of the pause was a working day', () => {
    const { complaint } = story(answered, [['2026-03-22 20:00', 'object', 'reporter', { text: 'Belum.' }]]);
    expect(complaint).toMatchObject({
      state: 'IN_PROGRESS',
      reopened: 1,
      dueOn: '2026-03-31',
      expectedOn: '2026-04-10',
    });
    expect(playLadder(complaint)).toEqual([
      '2026-03-31 reopened 1/3 escalate agency-head',
      '2026-04-02 reopened 2/3 escalate city-secretary',
      '2026-04-07 total 1/4 remind agency-head',
      '2026-04-08 reopened 3/3 escalate mayor',
      ...ordinaryTotal.slice(1),
    ]);
  });

  test('on Friday 27 March moves every escalation step of the total by 3 working days alike', () => {
    const { complaint } = story(answered, [['2026-03-27 09:00', 'object', 'reporter', { text: 'Belum.' }]]);
    expect(complaint.expectedOn).toBe('2026-04-15');
    expect(playLadder(complaint).filter((l) => l.includes('total'))).toEqual([
      '2026-04-10 total 1/4 remind agency-head',
      '2026-04-15 total 2/4 escalate city-secretary',
      '2026-04-22 total 3/4 escalate mayor',
      '2026-04-29 total 4/4 hand-over',
    ]);
  });

  test('made twice starts one office higher, at the same times', () => {
    const { complaint } = story(answered, [
      ['2026-03-17 11:00', 'object', 'reporter', { text: 'Belum.' }],
      ['2026-03-17 12:00', 'answer', 'owner', { text: 'Sudah.' }],
      ['2026-03-22 20:00', 'object', 'reporter', { text: 'Belum juga.' }],
    ]);
    expect(complaint).toMatchObject({ reopened: 2, dueOn: '2026-03-31' });
    expect(playLadder(complaint).filter((l) => l.includes('reopened'))).toEqual([
      '2026-03-31 reopened 1/2 escalate city-secretary',
      '2026-04-02 reopened 2/2 escalate mayor',
    ]);
  });

  test('after an escalation step of the total has fired, fires it no second time', () => {
    const { complaint } = story(friday13, steps.answered('2026-03-17 10:00'));
    const warned = { ...complaint, totalRungs: 1 };
    const again = story({ ...answered, complaint: warned }, [
      ['2026-03-27 09:00', 'object', 'reporter', { text: 'x' }],
    ]);
    expect(playLadder(again.complaint).some((l) => l.includes('total 1/4'))).toBe(false);
  });
});
