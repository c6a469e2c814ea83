/**
 * Records by SMS that a registered officer has answered outside the system: `LAPOR DIJAWAB <id> <isi>` records `respond`, never `answer`.
 * It does so only after six digits have come back from the same phone, since a sender's number can be forged but the forger cannot read the
 * reply.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Complaint } from '../domain/complaint/complaint.ts';
import type { Officer } from '../domain/city/records.ts';
import { officerOfPhone } from '../access/officer.ts';
import type { Directory } from '../domain/city/ports.ts';
import type { Mac, Random } from '../domain/kernel/ports.ts';
import { rowFor } from '../domain/complaint/lifecycle-rows.ts';
import { mayRead, partiesOf } from '../domain/complaint/authorization.ts';
import { codeMs, type Confirmation, type Situation, type Turn } from '../domain/sms/dialogue.ts';
import { guardRepeats } from '../domain/sms/repeats.ts';
import type { SmsIntent } from '../domain/sms/intent.ts';
import type { ConversationStore } from '../domain/sms/ports.ts';

type Deps = {
  directory: Pick<Directory, 'officers' | 'city'>;
  store: Pick<ConversationStore, 'complaint'>;
  mac: Mac;
  random: Random;
};

/** A turn of an officer. The code goes into the reply and nowhere else. */
export type OfficerTurn = Turn & { code?: string; officer?: Officer };

const codeTries = 3;
/** Most parts of one message, as many as a phone writes; their text stays within the limit of an action's text. */
const mostParts = 10;
const longestText = 4000;

/** Returns the turn of an officer; undefined when the SMS is to be taken as a citizen's. */
export async function officerTurn(
  deps: Deps,
  intent: SmsIntent,
  asked: { situation: Situation; mac: string },
): Promise<OfficerTurn | undefined> {
  const going = nextPart(intent, asked.situation);
  if (going) return going;
  const turn = await turnOf(deps, intent, asked);
  const guarded = turn && guardRepeats(turn, asked.situation);
  if (!guarded || guarded.reply) return guarded;
  // A code that is not sent must not replace one that was.
  return { state: { ...asked.situation.state, repeats: guarded.state.repeats } };
}

async function turnOf(
  deps: Deps,
  intent: SmsIntent,
  { situation, mac }: { situation: Situation; mac: string },
): Promise<OfficerTurn | undefined> {
  const { state, now } = situation;
  if (intent.kind === 'number' && intent.digits.length === 6 && state.confirmation)
    return confirm(deps, { digits: intent.digits, confirmation: state.confirmation, situation, mac });
  if (intent.kind !== 'command' || intent.command !== 'answered' || intent.id === undefined) return undefined;
  const [officer, complaint] = await Promise.all([
    officerOfPhone(deps.directory, mac, now),
    deps.store.complaint(intent.id),
  ]);
  // For a number that is no officer's, and for another agency's complaint, the complaint does not exist.
  if (!officer || !complaint || !mayRead(officer, complaint)) return undefined;
  if (!(await mayRespond(deps, officer, complaint)))
    return { state, reply: { template: 'responded-before', complaintId: complaint.id } };
  const code = drawCode(deps.random);
  const confirmation = {
    complaintId: complaint.id,
    text: intent.text,
    hash: await hashOf(deps, code, { mac, complaintId: complaint.id }),
    at: now.toISOString(),
    tries: 0,
    parts: 1,
    ...(situation.part ? { reference: situation.part.reference } : { cut: situation.cut }),
  };
  return { state: { ...state, confirmation }, reply: { template: 'code', complaintId: complaint.id }, code };
}

/** Keeps the next part of a long message whose first part waits for its code, without a reply. */
function nextPart(intent: SmsIntent, { state, part, cut, now }: Situation): OfficerTurn | undefined {
  const waiting = state.confirmation;
  if (!waiting || intent.kind !== 'report' || intent.explicit || now.getTime() - Date.parse(waiting.at) > codeMs)
    return undefined;
  const { parts = 1 } = waiting;
  const follows = part === undefined ? waiting.cut === true : waiting.reference === part.reference && part.number > 1;
  const text = `${waiting.text} ${intent.text}`;
  if (!follows || parts >= mostParts || text.length > longestText) return undefined;
  return { state: { ...state, confirmation: { ...waiting, text, parts: parts + 1, ...(part ? {} : { cut }) } } };
}

async function confirm(
  deps: Deps,
  {
    digits,
    confirmation,
    situation,
    mac,
  }: { digits: string; confirmation: Confirmation; situation: Situation; mac: string },
): Promise<OfficerTurn> {
  const { confirmation: _, ...state } = situation.state;
  const { complaintId, text, hash, at, tries } = confirmation;
  const fresh = situation.now.getTime() - Date.parse(at) <= codeMs;
  if (!fresh || !timingSafeEqual(Buffer.from(hash), Buffer.from(await hashOf(deps, digits, { mac, complaintId })))) {
    const left = fresh && tries + 1 < codeTries;
    const next = left ? { ...state, confirmation: { ...confirmation, tries: tries + 1 } } : state;
    return { state: next, reply: { template: 'code-wrong', complaintId } };
  }
  const [officer, complaint] = await Promise.all([
    officerOfPhone(deps.directory, mac, situation.now),
    deps.store.complaint(complaintId),
  ]);
  if (!officer || !complaint || !(await mayRespond(deps, officer, complaint)))
    return { state, reply: { template: 'responded-before', complaintId } };
  const words = text === '' ? {} : { text };
  return {
    state,
    officer,
    act: { kind: 'act', complaint, action: 'respond', ...words },
    reply: { template: 'responded', complaintId },
  };
}

async function mayRespond({ directory }: Deps, officer: Officer, complaint: Complaint): Promise<boolean> {
  const { coordinatorAgencyId } = await directory.city();
  const parties = partiesOf(officer, complaint, coordinatorAgencyId);
  return rowFor('respond', complaint.state)?.by.some((party) => parties.includes(party)) ?? false;
}

/** Draws six digits, each as likely as the others. */
function drawCode(random: Deps['random']): string {
  let digits = '';
  while (digits.length < 6) for (const byte of random(16)) if (byte < 250 && digits.length < 6) digits += byte % 10;
  return digits;
}

/** Hashes a code by a key that never leaves KMS, because six digits are quickly found from a plain hash. */
async function hashOf(
  { mac }: Pick<Deps, 'mac'>,
  code: string,
  of: { mac: string; complaintId: string },
): Promise<string> {
  return Buffer.from(await mac.mac(`sms-code:${of.mac}:${of.complaintId}:${code}`)).toString('base64url');
}
