/** Handles one inbound SMS as one transaction: its idempotency record, its change, the state of the phone, and the reply owed. */
import { sha256 } from '../domain/kernel/canonical.ts';
import type * as z from 'zod';
import { parsePhone } from '../domain/kernel/phone.ts';
import { codeOfPhone } from '../domain/complaint/act-code.ts';
import { keywordOf } from '../domain/sms/said.ts';
import { retryRaces } from '../domain/kernel/retry-races.ts';
import type { ConversationStore, ReplyCipher } from '../domain/sms/ports.ts';
import type { InboundRecord } from '../domain/sms/inbound-record.ts';
import { dangerToldIn, type DangerDeps } from '../access/danger.ts';
import { phoneMac } from '../access/secrets.ts';
import { freshPhone, type Situation, type Turn } from '../domain/sms/dialogue.ts';
import { fillsSms } from '../domain/kernel/gsm7.ts';
import { readSms } from '../domain/sms/grammar.ts';
import type { Sms, SmsIntent } from '../domain/sms/intent.ts';
import { withDanger } from '../domain/sms/danger-turn.ts';
import { takeTurn } from '../domain/sms/turn.ts';
import { officerTurn, type OfficerTurn } from './officer-turn.ts';
import { performTurn, type Deps as PerformDeps } from './perform-turn.ts';
import type { InboundSms, received } from './inbound-schema.ts';

export type Deps = PerformDeps & DangerDeps & { store: ConversationStore; replies: ReplyCipher };

/** Outcome of an SMS. `ignored`: the sender is a short code or a name, which is never answered, or two machines would talk forever. */
export type Received = z.infer<typeof received>;

/** Races happen between two SMS of a phone, or with its agency. Five lost races in a row mean that something else is wrong. */
const raceTries = {
  tries: 5,
  // The gateway needs no conflict, because it sends the SMS again after any error.
  giveUp: (cause: Error) => new Error('an SMS lost five races in a row', { cause }),
};

export function receiveSms(deps: Deps) {
  return async (sms: InboundSms): Promise<Received> => {
    const phone = parsePhone(sms.from);
    if (phone?.kind !== 'mobile') return 'ignored';
    const sender: Sender = { sms, e164: phone.e164, mac: await phoneMac(deps.mac, phone.e164) };
    return retryRaces(async () => {
      if (await deps.store.seen(sms.messageId, deps.clock.now())) return 'duplicate';
      return (await tryTurn(deps, sender)) === 'stored' ? 'accepted' : 'duplicate';
    }, raceTries);
  };
}

type Sender = { sms: InboundSms; e164: string; mac: string };

async function tryTurn(deps: Deps, { sms, e164, mac }: Sender): ReturnType<ConversationStore['commit']> {
  const { directory, store, clock, replies } = deps;
  const [city, areas, services] = await Promise.all([directory.city(), directory.areas(), directory.services()]);
  const read = readSms(sms.body, { idPrefix: city.idPrefix, keyword: keywordOf(city), areas, services }, sms.part);
  const situation = await readSituation(deps, { sms, mac }, { intent: read.intent, areas, services });
  const turn: OfficerTurn =
    (await officerTurn(deps, read.intent, { situation, mac })) ?? (await citizenTurn(deps, { sms, read, situation }));
  const done = await performTurn(deps, turn, { situation, e164, mac });
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

async function citizenTurn(
  deps: Deps,
  { sms, read, situation }: { sms: InboundSms; read: Sms; situation: Situation },
): Promise<Turn> {
  const danger = await dangerToldIn(deps, sms.body, undefined);
  return withDanger(takeTurn(read, { ...situation, danger: danger !== undefined }), danger, situation);
}

async function readSituation(
  { store, clock }: Deps,
  { sms, mac }: Pick<Sender, 'sms' | 'mac'>,
  { intent, areas, services }: { intent: SmsIntent } & Pick<Situation, 'areas' | 'services'>,
): Promise<Situation> {
  const state = (await store.phone(mac)) ?? freshPhone;
  const typed = intent.kind === 'command' ? intent.id : undefined;
  // The index lags, so complaints that the state names are read by id.
  const remembered = [
    state.question?.complaintId,
    state.lastReport?.complaintId,
    ...(state.long ?? []).map((one) => one.complaintId),
    ...(state.list?.ids ?? []),
    typed,
  ];
  const own = await store.complaintsOf(mac, [...new Set(remembered.filter((id) => id !== undefined))]);
  return {
    now: clock.now(),
    state,
    own,
    named: own.find((c) => c.id === typed),
    areas,
    services,
    hash: sha256(`${mac} ${sms.body.trim().toLowerCase()}`).slice(0, 22),
    stopCode: codeOfPhone(mac),
    cut: fillsSms(sms.body),
    part: sms.part,
  };
}
