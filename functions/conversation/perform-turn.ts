/** Performs the act of a turn as one change of one complaint. */
import { isOpen, type Change } from '../domain/complaint/complaint.ts';
import { drawTrackingId } from '../domain/kernel/ids.ts';
import { defined } from '../domain/kernel/members.ts';
import type { IdentityCipher } from '../domain/complaint/ports.ts';
import type { Mac } from '../domain/kernel/ports.ts';
import type { DecisionContext } from '../domain/city/ports.ts';
import { actorOf, partiesOf } from '../domain/complaint/authorization.ts';
import { rulesToDecide } from '../access/rules.ts';
import { withId, type Situation, type SmsAct, type Turn } from '../domain/sms/dialogue.ts';
import { decide, decideIfAllowed } from '../domain/complaint/transition.ts';
import { fileBySms } from './file-by-sms.ts';
import type { OfficerTurn } from './officer-turn.ts';

export type Deps = DecisionContext & {
  cipher: IdentityCipher;
  mac: Mac;
};

/** A performed turn and its change. */
type Done = { turn: Turn; fact?: { change: Change; identity?: Uint8Array } };

export async function performTurn(
  deps: Deps,
  turn: OfficerTurn,
  { situation, ...sender }: { situation: Situation; e164: string; mac: string },
): Promise<Done> {
  const { act } = turn;
  if (!act) return heard(deps, turn, situation);
  if (act.kind === 'file') {
    const { idPrefix } = await deps.directory.city();
    const id = drawTrackingId(idPrefix, deps.random);
    return { turn: withId(turn, id), fact: await fileBySms(deps, { id, act, ...sender }) };
  }
  const change = await decided(deps, act, turn.officer);
  if (change) return { turn, fact: { change } };
  // The act is not allowed now (a window has closed), so the reply is the report's status. A citizen's words are kept all the same.
  const { complaint, text, danger } = act;
  const kept =
    turn.officer || text === undefined
      ? undefined
      : await decided(deps, { kind: 'act', complaint, action: 'comment', text, ...defined({ danger }) }, undefined);
  return {
    turn: {
      state: turn.state,
      reply: turn.reply?.call ? turn.reply : { template: 'status', complaintId: complaint.id },
    },
    ...(kept ? { fact: { change: kept } } : {}),
  };
}

/**
 * Clears the unreachable flag of one complaint after an SMS without an act, because an inbound SMS proves that its phone is on. The
 * sender's other complaints follow with the next SMS, since one SMS changes one complaint.
 */
async function heard(deps: Deps, turn: Turn, { own }: Situation): Promise<Done> {
  const marked = own.find((c) => c.unreachableAt !== undefined && isOpen(c));
  if (!marked) return { turn };
  const command = { action: 'reachable', actor: { role: 'system' }, parties: ['system'] } as const;
  return { turn, fact: { change: decide(marked, command, await rulesToDecide(marked, deps)) } };
}

async function decided(
  deps: Deps,
  act: Extract<SmsAct, { kind: 'act' }>,
  officer: OfficerTurn['officer'],
): Promise<Change | undefined> {
  const { kind: _, complaint, action, ...fields } = act;
  const { coordinatorAgencyId } = await deps.directory.city();
  const who = officer
    ? { actor: actorOf(officer), parties: partiesOf(officer, complaint, coordinatorAgencyId) }
    : { actor: { role: 'reporter' } as const, parties: ['reporter'] as const };
  const rules = await rulesToDecide(complaint, deps);
  return decideIfAllowed(complaint, { action, ...who, channel: 'sms', ...fields }, rules);
}
