/** Silence closes only what could have been read; the rest is closed by the coordinator's hand. */
import { describe, expect, test } from 'vitest';
import type { Complaint } from '../../../../functions/domain/complaint/complaint.ts';
import { couldRead } from '../../../../functions/domain/complaint/guards.ts';
import { scheduleOf } from '../../../../functions/domain/complaint/schedule.ts';
import { decide } from '../../../../functions/domain/complaint/transition.ts';
import { ambonCalendar, ambonPolicy, rulesAt } from '../../../support/ambon.ts';
import { command, filed, steps, story } from '../../../support/complaints.ts';

const day = '2026-03-13 10:00';
const answered = story(filed(day), steps.answered(day)).complaint;
const failed = story(filed(day), [...steps.answered(day), [day, 'unreachable', 'system']]).complaint;
const withContact = (contact: Complaint['contact']): Complaint => ({ ...answered, contact });
const close = (c: Complaint, at: string) => decide(c, command('close', 'system'), rulesAt(at)).complaint.state;
const finish = (c: Complaint, at: string) => decide(c, command('finish', 'coordinator'), rulesAt(at)).complaint.state;
const nextOf = (c: Complaint) => scheduleOf(c, ambonPolicy, ambonCalendar).next?.step.act;

test.each<[string, Complaint, boolean]>([
  ['a phone', answered, true],
  ['e-mail', withContact('email'), true],
  ['a landline', withContact('landline'), false],
  ['no contact', withContact('none'), false],
  ['a phone that took no SMS', failed, false],
])('%s', (_, complaint, read) => {
  expect(couldRead(complaint)).toBe(read);
  expect(nextOf(complaint)).toBe(read ? 'close' : undefined);
});

describe('what could not be read', () => {
  test.each([failed, withContact('none')])('is never closed by silence, and by hand after thirty days', (complaint) => {
    expect(() => close(complaint, '2026-04-20 10:00')).toThrow('could not be read');
    expect(() => finish(complaint, '2026-04-12 09:59')).toThrow('30 days after');
    expect(finish(complaint, '2026-04-12 10:00')).toBe('CLOSED');
  });

  test('starts its ten days when the phone is heard of again', () => {
    const { complaint } = decide(failed, command('reachable', 'system'), rulesAt('2026-05-04 10:00'));
    expect(complaint).toMatchObject({ state: 'ANSWERED', dueOn: '2026-05-20', clock: { from: '2026-05-04' } });
    expect(complaint.n).toBe(failed.n + 1);
    expect(nextOf(complaint)).toBe('close');
  });
});

test('what could be read is closed by silence, and never by the coordinator', () => {
  expect(close(answered, '2026-04-20 10:00')).toBe('CLOSED');
  expect(() => finish(answered, '2026-05-20 10:00')).toThrow('silence closes it');
});
