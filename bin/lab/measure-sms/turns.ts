/** Classifies the outcome of a text in the SMS dialogue, by the state of its sender. */
import type { Complaint } from '../../../functions/domain/complaint/complaint.ts';
import { fillsSms } from '../../../functions/domain/kernel/gsm7.ts';
import { freshPhone, type PhoneState, type Situation } from '../../../functions/domain/sms/dialogue.ts';
import { readSms } from '../../../functions/domain/sms/grammar.ts';
import type { CityWords } from '../../../functions/domain/sms/said.ts';
import { takeTurn } from '../../../functions/domain/sms/turn.ts';

/** `answer`: words added to a report. `command`: any other effect, such as a report closed, rated or withdrawn, or STOP. */
export const ends = ['filed', 'answer', 'command', 'nothing done'] as const;
export type End = (typeof ends)[number];

type Sender = { name: string; own: readonly Complaint[]; state: PhoneState; now: Date };

const joining: ReadonlySet<string> = new Set(['complete', 'reply', 'comment']);

export function endOf(text: string, sender: Sender, city: CityWords): End {
  const sms = readSms(text, city);
  const { intent } = sms;
  const id = intent.kind === 'command' ? intent.id : undefined;
  const situation: Situation = {
    now: sender.now,
    state: sender.state,
    own: sender.own,
    named: sender.own.find((c) => c.id === id),
    areas: city.areas,
    services: city.services,
    hash: text,
    stopCode: '',
    cut: fillsSms(text),
    part: undefined,
  };
  const { act, state } = takeTurn(sms, situation);
  if (state.optedOut !== undefined) return 'command';
  if (!act) return 'nothing done';
  if (act.kind === 'file') return 'filed';
  return joining.has(act.action) ? 'answer' : 'command';
}

const now = new Date('2026-03-13T03:00:00.000Z');
const hourAgo = new Date(now.getTime() - 3_600_000).toISOString();

/** A report of a dead street lamp, without further facts. */
const complaint: Complaint = {
  id: 'AMB-2222222',
  state: 'RECEIVED',
  version: 1,
  stage: 1,
  n: 0,
  class: 'pengaduan',
  track: 'ordinary',
  serviceCode: 'lampu-jalan',
  channel: 'sms',
  anonymous: false,
  confidential: false,
  contact: 'mobile',
  reporterSecretHash: '',
  receivedAt: hourAgo,
  updatedAt: hourAgo,
  policyVersion: 1,
  calendarVersion: 1,
  totalRungs: 0,
  pauses: [],
  reopened: 0,
  head: '',
};

/** Senders in the states that a text may meet. */
export function senders(): Sender[] {
  const other: Complaint = { ...complaint, id: 'AMB-2222238' };
  const list = { choice: 'withdraw' as const, text: '', ids: [complaint.id, other.id], at: hourAgo };
  return [
    { name: 'no report', own: [], state: freshPhone, now },
    { name: 'one ANSWERED', own: [{ ...complaint, state: 'ANSWERED' }], state: freshPhone, now },
    {
      name: 'asked an hour ago (NEEDS_INFO)',
      own: [{ ...complaint, state: 'NEEDS_INFO' }],
      state: freshPhone,
      now,
    },
    { name: 'a list waiting', own: [complaint, other], state: { ...freshPhone, list }, now },
  ];
}
