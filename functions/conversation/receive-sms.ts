/** One inbound SMS is one transaction: its marker, what it does, what is remembered of the phone, and the reply owed. */
import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { Change } from '../domain/complaint.ts';
import { Conflict, Forbidden, InvalidInput } from '../domain/errors.ts';
import { drawTrackingId } from '../domain/ids.ts';
import { parsePhone } from '../domain/phone.ts';
import type { Clock, Directory, IdentityCipher, Mac } from '../domain/ports.ts';
import type { ConversationStore, InboundRecord, ReplyCipher } from '../domain/sms-ports.ts';
import { phoneMac } from '../domain/reporter-secret.ts';
import { actorOf, partiesOf } from '../domain/rights.ts';
import { rulesFor } from '../domain/rules.ts';
import { freshPhone, withId, type Situation, type SmsAct, type Turn } from '../domain/sms-dialogue.ts';
import { fillsSms } from '../domain/gsm7.ts';
import { parseSms } from '../domain/sms-grammar.ts';
import type { SmsIntent } from '../domain/sms-intent.ts';
import { takeTurn } from '../domain/sms-turn.ts';
import { decide } from '../domain/transition.ts';
import { fileBySms } from './file-by-sms.ts';
import { officerTurn, type OfficerTurn } from './officer-turn.ts';
import type { InboundSms, received } from './inbound-schema.ts';

export type Deps = {
  directory: Directory;
  store: ConversationStore;
  cipher: IdentityCipher;
  replies: ReplyCipher;
  mac: Mac;
  clock: Clock;
  random: (length: number) => Uint8Array;
};

/** `ignored`: a sender that is no mobile number (a short code, a name): never answered, or two machines would talk for ever. */
export type Received = z.infer<typeof received>;

/** Two SMS of one phone, or its agency at the same moment: each try reads anew. Five in a row mean that something else is wrong. */
const tries = 5;

export const receiveSms =
  (deps: Deps) =>
  async (sms: InboundSms): Promise<Received> => {
    const phone = parsePhone(sms.from);
    if (phone?.kind !== 'mobile') return 'ignored';
    const sender: Sender = { sms, e164: phone.e164, mac: await phoneMac(deps.mac, phone.e164) };
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      if (await deps.store.seen(sms.messageId, deps.clock.now())) return 'duplicate';
      const outcome = await tryTurn(deps, sender);
      if (outcome === 'stored') return 'accepted';
      if (outcome === 'duplicate') return 'duplicate';
    }
    throw new Error(`an SMS lost ${tries} races in a row`);
  };

type Sender = { sms: InboundSms; e164: string; mac: string };

async function tryTurn(deps: Deps, { sms, e164, mac }: Sender): Promise<'stored' | 'duplicate' | 'raced'> {
  const { directory, store, clock, replies } = deps;
  const city = await directory.city();
  const intent = parseSms(sms.body, city.idPrefix, sms.part);
  const situation = await readSituation(deps, { sms, e164, mac }, intent);
  const turn: OfficerTurn = (await officerTurn(deps, intent, { situation, mac })) ?? takeTurn(intent, situation);
  const done: Done = turn.act ? await perform(deps, turn, turn.act, { e164, mac }) : { turn };
  const { reply } = done.turn;
  const { change, identity } = done.fact ?? {};
  const record: InboundRecord = {
    id: sms.messageId,
    at: clock.now().toISOString(),
    mac,
    ...(change ? { complaintId: change.complaint.id, version: change.complaint.version } : {}),
    ...(reply ? { reply, number: await replies.encrypt(sms.messageId, { phone: e164, code: turn.code }) } : {}),
  };
  return store.commit({
    record,
    before: situation.state,
    after: done.turn.state,
    ...(change ? { change, identity } : {}),
  });
}

async function readSituation(
  { directory, store, clock }: Deps,
  { sms, mac }: Sender,
  intent: SmsIntent,
): Promise<Situation> {
  const state = (await store.phone(mac)) ?? freshPhone;
  const typed = intent.kind === 'command' ? intent.id : undefined;
  // The index lags: what the dialogue itself remembers is read by id.
  const remembered = [
    state.question?.complaintId,
    state.lastReport?.complaintId,
    ...(state.long ?? []).map((one) => one.complaintId),
    ...(state.list?.ids ?? []),
    typed,
  ];
  const [areas, services, own] = await Promise.all([
    directory.areas(),
    directory.services(),
    store.complaintsOf(mac, [...new Set(remembered.filter((id) => id !== undefined))]),
  ]);
  return {
    now: clock.now(),
    state,
    own,
    named: own.find((c) => c.id === typed),
    areas,
    services,
    hash: createHash('sha256').update(`${mac} ${sms.body.trim().toLowerCase()}`).digest('base64url').slice(0, 22),
    cut: fillsSms(sms.body),
    part: sms.part,
  };
}

type Done = { turn: Turn; fact?: { change: Change; identity?: Uint8Array } };

async function perform(
  deps: Deps,
  turn: OfficerTurn,
  act: SmsAct,
  sender: { e164: string; mac: string },
): Promise<Done> {
  if (act.kind === 'file') {
    const { idPrefix } = await deps.directory.city();
    const id = drawTrackingId(idPrefix, deps.random);
    return { turn: withId(turn, id), fact: await fileBySms(deps, { id, act, ...sender }) };
  }
  const change = await decided(deps, act, turn.officer);
  if (change) return { turn, fact: { change } };
  // The law of the moment forbids it (a window has closed): tell where the report stands. A citizen's words are kept all the same.
  const { complaint, text } = act;
  const kept =
    turn.officer || text === undefined
      ? undefined
      : await decided(deps, { kind: 'act', complaint, action: 'comment', text }, undefined);
  return {
    turn: { state: turn.state, reply: { template: 'status', complaintId: complaint.id } },
    ...(kept ? { fact: { change: kept } } : {}),
  };
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
  try {
    return decide(complaint, { action, ...who, channel: 'sms', ...fields }, await rulesFor(complaint, deps));
  } catch (error) {
    if (error instanceof Conflict || error instanceof Forbidden || error instanceof InvalidInput) return undefined;
    throw error;
  }
}
