/**
 * The life of a complaint as one typed table (domain.md b4): who may do what in which state, and what follows. It is used twice:
 * to ask whether an action is allowed, and as the condition of the DynamoDB write.
 */
import * as z from 'zod';
import type { ClockName } from './policy.ts';

export const state = z.enum([
  'RECEIVED',
  'NEEDS_INFO',
  'FORWARDED',
  'RETURNED',
  'IN_PROGRESS',
  'ANSWERED',
  'CLOSED',
  'DUPLICATE',
  'ARCHIVED',
  'WITHDRAWN',
]);
export type State = z.infer<typeof state>;

/** Indonesian label, Open311's open or closed, the stage clock that starts on entering, and whether the total clock runs. */
export const states: Record<State, { label: string; open: boolean; clock: ClockName | undefined; totalRuns: boolean }> =
  {
    RECEIVED: { label: 'Diterima', open: true, clock: 'received', totalRuns: true },
    NEEDS_INFO: { label: 'Menunggu kelengkapan', open: true, clock: 'needs-info', totalRuns: false },
    FORWARDED: { label: 'Belum ditindaklanjuti', open: true, clock: 'forwarded', totalRuns: true },
    RETURNED: { label: 'Bukan kewenangan', open: true, clock: 'returned', totalRuns: true },
    IN_PROGRESS: { label: 'Proses', open: true, clock: 'in-progress', totalRuns: true },
    ANSWERED: { label: 'Ditindaklanjuti, menunggu tanggapan', open: true, clock: 'answered', totalRuns: false },
    CLOSED: { label: 'Selesai', open: false, clock: undefined, totalRuns: false },
    DUPLICATE: { label: 'Gabungan', open: false, clock: undefined, totalRuns: false },
    ARCHIVED: { label: 'Diarsipkan', open: false, clock: undefined, totalRuns: false },
    WITHDRAWN: { label: 'Dicabut', open: false, clock: undefined, totalRuns: false },
  };

const everyState = state.options;
const openStates = everyState.filter((s) => states[s].open);

/** How an actor stands to this complaint; see rights.ts for who is what. `staff` is any officer who may handle it. */
export const party = z.enum(['coordinator', 'owner', 'staff', 'reporter', 'system']);
export type Party = z.infer<typeof party>;

/** What an action writes besides the next state; each is a small function of transition.ts. */
export type Effect =
  | 'verified'
  | 'assigned'
  | 'assigned-to-coordinator'
  | 'track'
  | 'answered'
  | 'closed'
  | 'reopened'
  | 'rated'
  | 'privacy-raised'
  | 'privacy'
  | 'completed'
  | 'attached'
  | 'rung';

export const action = z.enum([
  'file',
  'verify',
  'forward',
  'keep',
  'respond',
  'update',
  'answer',
  'accept',
  'object',
  'close',
  'rate',
  'note',
  'restrict',
  'privacy',
  'comment',
  'complete',
  'remind',
  'escalate',
  'hand-over',
  'revive',
  'attach',
]);
export type Action = z.infer<typeof action>;

/** What each action's text is: whether it must come with one, and whether only staff may read it. */
export const texts: Record<Action, { need: 'required' | 'optional' | 'none'; internal?: true }> = {
  file: { need: 'required' },
  verify: { need: 'optional', internal: true },
  forward: { need: 'none' },
  keep: { need: 'optional', internal: true },
  respond: { need: 'optional' },
  update: { need: 'required' },
  answer: { need: 'required' },
  accept: { need: 'optional' },
  object: { need: 'required' },
  close: { need: 'none' },
  rate: { need: 'optional' },
  note: { need: 'required', internal: true },
  restrict: { need: 'optional', internal: true },
  privacy: { need: 'none' },
  comment: { need: 'required' },
  complete: { need: 'required' },
  remind: { need: 'none' },
  escalate: { need: 'none' },
  'hand-over': { need: 'none' },
  revive: { need: 'none' },
  attach: { need: 'none' },
};

export type Row = {
  action: Action;
  from: readonly State[];
  by: readonly Party[];
  /** `same` leaves the state, and with it the stage and its timer. */
  to: State | 'same';
  effects?: readonly Effect[];
  /** Starts this stage clock in place of the next state's own, or (with `same`) starts it anew. */
  clock?: ClockName;
};

export const rows: readonly Row[] = [
  {
    action: 'verify',
    from: ['RECEIVED'],
    by: ['coordinator'],
    to: 'FORWARDED',
    effects: ['verified', 'track', 'assigned'],
  },
  { action: 'forward', from: ['RECEIVED'], by: ['system'], to: 'FORWARDED', effects: ['assigned'] },
  {
    action: 'keep',
    from: ['RECEIVED'],
    by: ['coordinator'],
    to: 'IN_PROGRESS',
    effects: ['verified', 'track', 'assigned-to-coordinator'],
  },
  {
    action: 'verify',
    from: everyState.filter((s) => s !== 'RECEIVED'),
    by: ['coordinator', 'owner'],
    to: 'same',
    effects: ['verified'],
  },
  { action: 'respond', from: ['FORWARDED'], by: ['owner'], to: 'IN_PROGRESS' },
  { action: 'answer', from: ['FORWARDED', 'IN_PROGRESS'], by: ['owner'], to: 'ANSWERED', effects: ['answered'] },
  { action: 'update', from: ['IN_PROGRESS'], by: ['owner'], to: 'same' },
  { action: 'update', from: ['ANSWERED'], by: ['owner'], to: 'same', clock: 'answered' },
  { action: 'accept', from: ['ANSWERED'], by: ['reporter'], to: 'CLOSED', effects: ['closed'] },
  {
    action: 'object',
    from: ['ANSWERED'],
    by: ['reporter'],
    to: 'IN_PROGRESS',
    clock: 'reopened',
    effects: ['reopened'],
  },
  { action: 'close', from: ['ANSWERED'], by: ['system'], to: 'CLOSED', effects: ['closed'] },
  { action: 'rate', from: ['CLOSED'], by: ['reporter'], to: 'same', effects: ['rated'] },
  { action: 'note', from: everyState, by: ['staff'], to: 'same' },
  { action: 'restrict', from: everyState, by: ['staff'], to: 'same', effects: ['privacy-raised'] },
  { action: 'privacy', from: everyState, by: ['reporter'], to: 'same', effects: ['privacy'] },
  { action: 'comment', from: everyState.filter((s) => s !== 'ANSWERED'), by: ['reporter'], to: 'same' },
  { action: 'comment', from: ['ANSWERED'], by: ['reporter'], to: 'same', clock: 'answered' },
  // What an SMS left out, told before anybody has looked at it. Afterwards it is a comment.
  { action: 'complete', from: ['RECEIVED'], by: ['reporter'], to: 'same', effects: ['completed'] },
  { action: 'remind', from: openStates, by: ['system'], to: 'same', effects: ['rung'] },
  { action: 'escalate', from: openStates, by: ['system'], to: 'same', effects: ['rung'] },
  {
    action: 'hand-over',
    from: everyState.filter((s) => states[s].totalRuns),
    by: ['system'],
    to: 'same',
    effects: ['rung'],
  },
  { action: 'revive', from: openStates, by: ['system'], to: 'same' },
  { action: 'attach', from: everyState, by: ['reporter', 'staff'], to: 'same', effects: ['attached'] },
];

/** The row for an action in a state, or undefined when it is not in the table. */
export function rowFor(wanted: Action, from: State): Row | undefined {
  return rows.find((row) => row.action === wanted && row.from.includes(from));
}

/** States in which an action may happen: the condition of its write. */
export function priorStates(wanted: Action): State[] {
  return everyState.filter((s) => rowFor(wanted, s) !== undefined);
}
