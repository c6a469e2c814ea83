/** Which event owes what to whom. */
import { describe, expect, test } from 'vitest';
import type { ComplaintEvent } from '../../../../functions/domain/complaint/complaint.ts';
import { action } from '../../../../functions/domain/complaint/lifecycle.ts';
import {
  outboundMessage,
  outboundMessagesFor,
  recipientName,
} from '../../../../functions/domain/messages/outbound-messages.ts';
import { agencyId, filed, steps, story, type Step } from '../../../support/complaints.ts';

const day = '2026-03-13 10:00';
const owed = (event: ComplaintEvent, options = {}): string[] =>
  outboundMessagesFor(event, options).map((o) => `${o.template} → ${recipientName(o.recipient)}`);
const last = (path: Step[], over = {}): ComplaintEvent => story(filed(day, over), path).events.at(-1)!;
const rung = (fields: object): Partial<ComplaintEvent['rung']> & object => ({
  clock: 'forwarded',
  clockStage: 2,
  step: 2,
  of: 4,
  ...fields,
});
const liaison = `liaison@${agencyId}`;

const forwarded = steps.forwarded(day);
const answered = steps.answered(day);
const fired = (name: 'remind' | 'escalate' | 'hand-over', fields: object): ComplaintEvent => ({
  ...last(forwarded),
  action: name,
  from: 'FORWARDED',
  rung: rung(fields) as ComplaintEvent['rung'],
});

describe('an event owes', () => {
  test.each<[string, ComplaintEvent, string[]]>([
    ['file, for the coordinator', last([]), ['received → reporter', 'new → coordinator']],
    ['file, with a clear owner', last([], { autoForwardTo: agencyId }), ['received-forwarded → reporter']],
    ['verify', last(forwarded), ['forwarded → reporter', `assigned → ${liaison}`]],
    [
      'verify afterwards',
      last(
        [
          [day, 'forward', 'system'],
          [day, 'verify', 'coordinator'],
        ],
        { autoForwardTo: agencyId },
      ),
      [],
    ],
    ['keep', last([[day, 'keep', 'coordinator']]), ['forwarded → reporter']],
    ['respond', last(steps.inProgress(day)), []],
    ['update', last([...steps.inProgress(day), [day, 'update', 'owner', { text: 'a' }]]), []],
    ['answer', last(answered), ['answered → reporter']],
    ['accept', last(steps.closed(day)), ['closed → reporter']],
    ['silence', last([...answered, [day, 'close', 'system']]), ['closed → reporter']],
    ['object', last([...answered, [day, 'object', 'reporter', { text: 'a' }]]), [`objection → ${liaison}`]],
    ['comment', last([...forwarded, [day, 'comment', 'reporter', { text: 'a' }]]), [`comment → ${liaison}`]],
    ['comment, no agency yet', last([[day, 'comment', 'reporter', { text: 'a' }]]), ['comment → coordinator']],
    ['rate', last([...steps.closed(day), [day, 'rate', 'reporter', { rating: 5 }]]), []],
    ['note', last([[day, 'note', 'staff', { text: 'a' }]]), []],
    ['restrict', last([[day, 'restrict', 'staff', { confidential: true }]]), []],
    ['privacy', last([[day, 'privacy', 'reporter', { anonymous: true }]]), []],
    ['complete', last([[day, 'complete', 'reporter', { text: 'a', autoForwardTo: agencyId }]]), []],
    ['file by SMS: its sender has the reply', last([], { channel: 'sms' }), ['new → coordinator']],
    ['accept by SMS', last([...answered, [day, 'accept', 'reporter', { channel: 'sms' }]]), []],
    [
      'object by SMS',
      last([...answered, [day, 'object', 'reporter', { text: 'a', channel: 'sms' }]]),
      [`objection → ${liaison}`],
    ],
    ['revive', last([[day, 'revive', 'system']]), []],
    ['unreachable', last([...forwarded, [day, 'unreachable', 'system']]), [`unreachable → ${liaison}`]],
    ['reachable', last([...forwarded, [day, 'reachable', 'system']]), []],
    [
      'the first step',
      fired('remind', { step: 1, office: 'liaison' }),
      [`reminder → ${liaison}`, 'first-rung → reporter'],
    ],
    ['a step in between', fired('escalate', { office: 'agency-head' }), [`escalation → agency-head@${agencyId}`]],
    ['the last step', fired('escalate', { step: 4, office: 'mayor' }), ['escalation → mayor', 'last-rung → reporter']],
    [
      'the only step',
      fired('escalate', { step: 1, of: 1, office: 'mayor' }),
      ['escalation → mayor', 'last-rung → reporter'],
    ],
    ['a reminder for the reporter alone', fired('remind', { step: 2 }), ['first-rung → reporter']],
    [
      'a step that passed empty offices',
      fired('escalate', { office: 'mayor', vacant: ['agency-head', 'city-secretary'] }),
      ['escalation → mayor', 'vacant → coordinator'],
    ],
    [
      'the hand-over',
      fired('hand-over', { clock: 'total', step: 4 }),
      ['hand-over → coordinator', 'last-rung → reporter'],
    ],
  ])('%s', (_, event, expected) => expect(owed(event)).toEqual(expected));

  test('forward: whoever said that it would go on has told the reporter', () => {
    const event = last([[day, 'forward', 'system']], { autoForwardTo: agencyId });
    expect(owed(event)).toEqual([`assigned → ${liaison}`]);
  });

  test('something defined, for every action there is', () => {
    for (const name of action.options)
      expect(outboundMessagesFor({ ...last(forwarded), action: name })).toBeInstanceOf(Array);
  });

  test('ids only: a message passes its schema, which knows no other fields', () => {
    for (const event of story(filed(day), answered).events)
      for (const message of outboundMessagesFor(event))
        expect(outboundMessage.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });
});
