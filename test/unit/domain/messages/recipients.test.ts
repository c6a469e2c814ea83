/** Who hears of an event: the owner of the moment, the agencies that help, the arbiter, and the reporters of merged complaints. */
import { describe, expect, test } from 'vitest';
import type { ComplaintEvent } from '../../../../functions/domain/complaint/complaint.ts';
import { action } from '../../../../functions/domain/complaint/lifecycle.ts';
import {
  mayTellFollowers,
  messageName,
  outboundMessage,
  outboundMessagesFor,
  outboundReply,
  recipientName,
  replyMessage,
  type OutboundMessage,
} from '../../../../functions/domain/messages/outbound-messages.ts';
import { agencyId, filed, steps, story } from '../../../support/complaints.ts';

const base = story(filed('2026-03-13 10:00'), steps.forwarded('2026-03-13 10:00')).events.at(-1)!;
const of = (name: ComplaintEvent['action'], over: Partial<ComplaintEvent> = {}): ComplaintEvent => ({
  ...base,
  from: 'FORWARDED',
  action: name,
  ...over,
});
const owed = (event: ComplaintEvent, followers: string[] = []): string[] =>
  outboundMessagesFor(event, { followers }).map((o) => `${o.template} → ${recipientName(o.recipient)}`);
const liaison = `liaison@${agencyId}`;
const nobody = { agencyId: undefined };

describe('an event owes', () => {
  test.each<[ComplaintEvent, string[]]>([
    [of('file', { from: undefined, parentId: 'AMB-2222222' }), ['merged → reporter']],
    [of('reroute'), ['forwarded → reporter', `assigned → ${liaison}`]],
    [of('assign'), ['forwarded → reporter', `assigned → ${liaison}`]],
    [of('ask'), ['asked → reporter']],
    [of('reply'), [`replied → ${liaison}`]],
    [of('reply', nobody), ['replied → coordinator']],
    [of('return', nobody), ['returned → coordinator']],
    [of('return', { ...nobody, hops: 1 }), ['returned → coordinator']],
    [of('return', { ...nobody, hops: 2 }), ['arbitrate → city-secretary']],
    [of('return', { ...nobody, hops: 3 }), ['arbitrate → city-secretary']],
    [of('involve', { contributingAgencyId: 'bpbd' }), ['involved → liaison@bpbd']],
    [of('merge'), ['merged → reporter', `merged → ${liaison}`]],
    [of('merge', nobody), ['merged → reporter']],
    [of('unmerge'), ['unmerged → reporter', `resumed → ${liaison}`]],
    [of('unmerge', nobody), ['unmerged → reporter', 'resumed → coordinator']],
    [of('archive'), ['archived → reporter']],
    [of('restore'), ['restored → reporter', `resumed → ${liaison}`]],
    [of('withdraw'), ['withdrawn → reporter', `withdrawn → ${liaison}`]],
    [of('withdraw', nobody), ['withdrawn → reporter']],
    [of('reopen'), [`reopened → ${liaison}`]],
    ...(['release', 'recalculate', 'attach', 'complete'] as const).map((name): [ComplaintEvent, string[]] => [
      of(name),
      [],
    ]),
  ])('%#: $0.action', (event, expected) => expect(owed(event)).toEqual(expected));

  test.each([
    ['liaison', `escalation → liaison@${agencyId}`],
    ['agency-head', `escalation → agency-head@${agencyId}`],
    ['diskominfo-head', 'escalation → diskominfo-head'],
    ['coordinator', 'escalation → coordinator'],
  ] as const)('an escalation to the %s is theirs', (office, expected) => {
    const rung = { clock: 'forwarded', clockStage: 2, step: 2, of: 4, office } as const;
    expect(owed(of('escalate', { rung }))).toEqual([expected]);
    expect(owed(of('escalate', { rung, agencyId: undefined }))[0]).toBe(
      office === 'diskominfo-head' ? expected : 'escalation → coordinator',
    );
  });
});

describe('the reporters of merged complaints', () => {
  const followers = ['AMB-2222222', 'AMB-3333333'];
  const step = (
    name: 'remind' | 'escalate',
    clock: 'forwarded' | 'answered' | 'needs-info' | 'reopened' | 'total',
    n: number,
  ) => of(name, { rung: { clock, clockStage: 2, step: n, of: 4, office: 'liaison' } });

  test.each<[ComplaintEvent, string | undefined]>([
    [of('verify', { from: 'RECEIVED' }), 'forwarded'],
    [of('verify', { from: 'FORWARDED' }), undefined],
    [of('reroute'), 'forwarded'],
    [of('assign'), 'forwarded'],
    [of('keep'), 'forwarded'],
    [of('archive'), 'archived'],
    [of('restore'), 'restored'],
    [of('answer'), 'answered'],
    [of('accept'), 'closed'],
    [of('close'), 'closed'],
    [step('remind', 'forwarded', 1), 'first-rung'],
    [step('escalate', 'forwarded', 4), 'last-rung'],
    [step('escalate', 'total', 4), 'last-rung'],
    [step('remind', 'answered', 1), undefined],
    [step('remind', 'needs-info', 1), undefined],
    [step('remind', 'reopened', 1), undefined],
    [of('ask'), undefined],
    [of('merge'), undefined],
    [of('unmerge'), undefined],
    [of('withdraw'), undefined],
    [of('file', { from: undefined, autoForwardTo: agencyId }), undefined],
    [of('comment'), undefined],
  ])('%#: after $0.action hear $1', (event, template) => {
    const heard = outboundMessagesFor(event, { followers }).filter((o) =>
      recipientName(o.recipient).includes('reporter@'),
    );
    expect(heard.map((o) => [o.template, o.recipient])).toEqual(
      template === undefined ? [] : followers.map((complaintId) => [template, { kind: 'reporter', complaintId }]),
    );
    expect(mayTellFollowers(event)).toBe(template !== undefined);
  });

  test('hear it too when their complaint’s own reporter acted by SMS', () => {
    const event = of('accept', { channel: 'sms', actor: { role: 'reporter' } });
    expect(owed(event, ['AMB-2222222'])).toEqual(['closed → reporter@AMB-2222222']);
    const officer = of('accept', { channel: 'sms', actor: { role: 'coordinator', id: 'x' } });
    expect(owed(officer)).toEqual(['closed → reporter']);
  });

  test('are looked up for no event that none of them hears of', () => {
    const silent = action.options.filter((name) => !mayTellFollowers(of(name, { from: 'RECEIVED' })));
    expect(silent).not.toEqual(expect.arrayContaining(['verify']));
    expect(silent).toEqual(expect.arrayContaining(['file', 'note', 'rate', 'remind', 'escalate', 'hand-over']));
  });
});

describe('a message', () => {
  const message: OutboundMessage = {
    complaintId: 'AMB-1',
    version: 3,
    template: 'closed',
    recipient: { kind: 'reporter' },
  };

  test('is named by its complaint, version, recipient and template', () => {
    expect(messageName(message)).toBe('AMB-1#3#reporter#closed');
    const follower = { kind: 'reporter', complaintId: 'AMB-2' } as const;
    expect(messageName({ ...message, recipient: follower })).toBe('AMB-1#3#reporter@AMB-2#closed');
    const mayor = { kind: 'office', office: 'mayor' } as const;
    expect(messageName({ ...message, recipient: mayor })).toBe('AMB-1#3#mayor#closed');
  });

  test('needs all its members', () => {
    for (const name of ['complaintId', 'version', 'template', 'recipient'] as const)
      expect(outboundMessage.safeParse({ ...message, [name]: undefined }).success).toBe(false);
    expect(outboundMessage.safeParse({ ...message, version: 0 }).success).toBe(false);
    expect(outboundMessage.safeParse({ ...message, recipient: { kind: 'pigeon' } }).success).toBe(false);
  });

  test('that is a reply is kept in the partition of its SMS', () => {
    expect(replyMessage('sms-1')).toEqual({
      complaintId: 'inbound#sms-1',
      version: 1,
      template: 'reply',
      recipient: { kind: 'reporter' },
    });
    expect(outboundReply.safeParse({ inboundId: 'sms-1', mac: 'm' }).success).toBe(true);
    expect(outboundReply.safeParse({ inboundId: 'sms-1' }).success).toBe(false);
    expect(outboundReply.safeParse({ mac: 'm' }).success).toBe(false);
  });
});
