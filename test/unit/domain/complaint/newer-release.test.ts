/** A complaint in words of a newer release: shown and left alone, and nobody is told of what this release does not know. */
import { describe, expect, test } from 'vitest';
import { allowedActions } from '../../../../functions/domain/complaint/allowed-actions.ts';
import { isOpen, type Complaint, type ComplaintEvent } from '../../../../functions/domain/complaint/complaint.ts';
import { action, party } from '../../../../functions/domain/complaint/lifecycle.ts';
import { recordBreaches, scheduleOf } from '../../../../functions/domain/complaint/schedule.ts';
import { isStaffOnly } from '../../../../functions/domain/complaint/staff-only.ts';
import { labelOf } from '../../../../functions/domain/complaint/labels.ts';
import { decide } from '../../../../functions/domain/complaint/transition.ts';
import { mayTellFollowers, outboundMessagesFor } from '../../../../functions/domain/messages/outbound-messages.ts';
import { flagOf, publicTimeline, reporterTimeline } from '../../../../functions/http/views/complaint-view.ts';
import { rulesAt } from '../../../support/ambon.ts';
import { command, filed, steps, story } from '../../../support/complaints.ts';

const { complaint, events } = story(filed('2026-03-13 10:00'), steps.inProgress('2026-03-13 11:00'));
const rules = rulesAt('2026-03-16 10:00');
const inWords = (words: object): Complaint => ({ ...complaint, ...words });

describe.each([
  ['state', inWords({ state: 'SEALED' })],
  ['state, closed', inWords({ state: 'SEALED', closedAt: '2026-03-14T00:00:00.000Z' })],
])('an unknown %s', (name, sealed) => {
  test('is shown as in hand, or as closed', () => {
    const open = name === 'state';
    expect([isOpen(sealed), labelOf(sealed), flagOf(sealed, rules.now)]).toEqual(
      open ? [true, 'Sedang diproses', 'none'] : [false, 'Ditutup', 'none'],
    );
  });

  test.each(action.options)('allows nobody anything, and says why: %s', (wanted) => {
    expect(() => decide(sealed, { ...command(wanted, 'system'), parties: party.options }, rules)).toThrow(
      `${wanted} is not possible: its state SEALED is of a newer release`,
    );
    expect(allowedActions(sealed, party.options, rules)).toEqual([]);
  });
});

describe('an unknown clock, or an unknown track', () => {
  const changed = [inWords({ clock: { ...complaint.clock, name: 'sealed' } }), inWords({ track: 'urgent' })];
  test.each(changed)('keeps its deadlines as they are stored, and no step of it fires', (unknown) => {
    const { policy, calendar } = rules;
    expect(scheduleOf(unknown, policy, calendar)).toEqual({
      dueOn: complaint.dueOn,
      dueAt: new Date(complaint.dueAt!),
      expectedOn: complaint.expectedOn,
      expectedAt: new Date(complaint.expectedAt!),
      wakeAt: new Date(complaint.nextWakeAt!),
    });
  });

  test('is judged late by the newer release', () => {
    const late = recordBreaches(changed[0]!, rulesAt('2026-12-01 10:00').now);
    expect(late.clock).not.toHaveProperty('breachedOn');
    expect(recordBreaches(complaint, rulesAt('2026-12-01 10:00').now).clock).toHaveProperty('breachedOn');
  });

  test('may be acted on, and the next stage is of this release', () => {
    for (const unknown of changed)
      expect(decide(unknown, command('answer', 'owner', { text: 'Selesai.' }), rules).complaint.state).toBe('ANSWERED');
  });
});

test('a state or clock set aside by a newer release is not restored', () => {
  const asked = story(filed('2026-03-13 10:00'), [
    ...steps.inProgress('2026-03-13 11:00'),
    ['2026-03-13 12:00', 'ask', 'owner', { text: 'Di mana?' }],
  ]).complaint;
  const [aside] = asked.before!;
  const reply = (before: object) => () =>
    decide({ ...asked, before: [before] } as Complaint, command('reply', 'reporter', { text: 'Di sana.' }), rules);
  expect(reply({ ...aside, state: 'SEALED' })).toThrow('its earlier state SEALED is of a newer release');
  expect(reply({ ...aside, clock: { ...aside!.clock, name: 'sealed' } })).toThrow('the clock sealed of its earlier');
  expect(reply(aside!)().complaint.state).toBe('IN_PROGRESS');
});

describe('an unknown action', () => {
  const sealing = { ...events.at(-1)!, action: 'seal', to: 'SEALED' } as unknown as ComplaintEvent;

  test('owes nobody a message', () => {
    expect(outboundMessagesFor(sealing, { followers: ['AMB-7K3Q9CX'] })).toEqual([]);
    expect(mayTellFollowers(sealing)).toBe(false);
  });

  test('is seen by staff only, until that release says who else may see it; a change of state is seen by all', () => {
    const resting = { ...sealing, to: sealing.from! };
    expect(isStaffOnly(resting.action)).toBe(true);
    const seenOf = (last: ComplaintEvent) => {
      const all = [...events.slice(0, -1), last];
      const own = reporterTimeline({
        events: all,
        texts: [{ complaintId: last.complaintId, version: 3, salt: '', text: { text: 'X' } }],
      });
      expect(JSON.stringify(own)).not.toContain('X');
      return [publicTimeline(all), own].map((timeline) => timeline.map((entry) => entry.action));
    };
    const [rest, sealed] = [
      ['file', 'verify'],
      ['file', 'verify', 'seal'],
    ];
    expect(seenOf(resting)).toEqual([rest, rest]);
    expect(seenOf(sealing)).toEqual([sealed, sealed]);
  });
});
