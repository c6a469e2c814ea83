/**
 * Defines the lifecycle of a complaint as one table (docs/service.md#states-and-actions): who may take which action in which state, and
 * what follows. The table decides whether an action is allowed, is the condition of the DynamoDB write, and is rendered to
 * docs/lifecycle.md.
 */
import type { Effect } from './effects.ts';
import type { Guard } from './guards.ts';
import {
  state,
  states,
  type Action,
  type Party,
  type State,
  type StoredAction,
  type StoredState,
} from './lifecycle.ts';
import type { ClockName } from '../city/policy.ts';

const everyState = state.options;
const openStates = everyState.filter((s) => states[s].open);
const totalRunning = everyState.filter((s) => states[s].totalRuns);
const except = (one: State) => everyState.filter((s) => s !== one);
/** States in which an agency is accountable. */
const handled = ['FORWARDED', 'IN_PROGRESS', 'SCHEDULED', 'NEEDS_INFO', 'ANSWERED'] as const;

/** One transition of the table. */
export type Row = {
  action: Action;
  from: readonly State[];
  by: readonly Party[];
  /** `same` keeps the state, its stage and its timer; `before` restores the state that was set aside. */
  to: State | 'same' | 'before';
  guards?: readonly Guard[];
  effects?: readonly Effect[];
  /** True for the row of an answer that promises the work for a day. */
  scheduling?: boolean;
  /** Starts this stage clock instead of the next state's own, or restarts it (with `same`). */
  clock?: ClockName;
};

type Extras = Pick<Row, 'guards' | 'effects' | 'clock' | 'scheduling'>;
const row = (
  action: Action,
  from: readonly State[],
  by: readonly Party[],
  to: Row['to'],
  extras: Extras = {},
): Row => ({
  action,
  from,
  by,
  to,
  ...extras,
});

/** The table: action, from which states, by which parties, to which state. */
export const rows: readonly Row[] = [
  row('verify', ['RECEIVED'], ['coordinator'], 'FORWARDED', { effects: ['verified', 'track', 'assigned'] }),
  row('forward', ['RECEIVED'], ['system'], 'FORWARDED', { effects: ['assigned'] }),
  row('keep', ['RECEIVED'], ['coordinator'], 'IN_PROGRESS', {
    effects: ['verified', 'track', 'assigned-to-coordinator'],
  }),
  row('verify', except('RECEIVED'), ['coordinator', 'owner'], 'same', {
    guards: ['unverified'],
    effects: ['verified'],
  }),
  row('ask', ['RECEIVED'], ['coordinator'], 'NEEDS_INFO', { effects: ['set-aside'] }),
  row('ask', ['FORWARDED', 'IN_PROGRESS'], ['owner'], 'NEEDS_INFO', { effects: ['set-aside'] }),
  row('reply', ['NEEDS_INFO'], ['reporter'], 'before'),
  row('respond', ['FORWARDED'], ['owner'], 'IN_PROGRESS'),
  row('return', ['FORWARDED', 'IN_PROGRESS'], ['owner'], 'RETURNED', { guards: ['may-return'] }),
  row('reroute', ['RETURNED'], ['coordinator'], 'FORWARDED', { guards: ['hops-left'], effects: ['assigned', 'hop'] }),
  row('assign', ['RETURNED'], ['arbiter'], 'FORWARDED', { guards: ['hops-used'], effects: ['assigned', 'settled'] }),
  row('involve', handled, ['coordinator', 'owner'], 'same', { guards: ['helpers-left'], effects: ['involved'] }),
  row('release', handled, ['coordinator', 'owner'], 'same', { guards: ['helped'], effects: ['released'] }),
  row('merge', ['RECEIVED', 'FORWARDED', 'IN_PROGRESS'], ['coordinator'], 'DUPLICATE', {
    effects: ['set-aside', 'merged', 'closed'],
  }),
  row('unmerge', ['DUPLICATE'], ['coordinator'], 'before', { effects: ['unmerged', 'opened-again'] }),
  row('archive', ['RECEIVED', 'RETURNED'], ['coordinator'], 'ARCHIVED', { effects: ['set-aside', 'reason', 'closed'] }),
  row('archive', ['NEEDS_INFO'], ['coordinator', 'system'], 'ARCHIVED', { effects: ['set-aside', 'reason', 'closed'] }),
  row('restore', ['ARCHIVED'], ['coordinator'], 'before', { effects: ['opened-again'] }),
  row('withdraw', openStates, ['reporter'], 'WITHDRAWN', { effects: ['set-aside', 'closed'] }),
  row('restore', ['WITHDRAWN'], ['reporter'], 'before', { guards: ['within-undo'], effects: ['opened-again'] }),
  row('answer', ['FORWARDED', 'IN_PROGRESS', 'SCHEDULED'], ['owner'], 'ANSWERED', { effects: ['answered'] }),
  row('answer', ['FORWARDED', 'IN_PROGRESS', 'SCHEDULED'], ['owner'], 'SCHEDULED', {
    scheduling: true,
    guards: ['may-schedule'],
    clock: 'scheduled',
    effects: ['answered', 'scheduled'],
  }),
  // On the promised day, if nobody has answered before.
  row('resume', ['SCHEDULED'], ['system'], 'IN_PROGRESS', { clock: 'reopened' }),
  row('update', ['IN_PROGRESS', 'SCHEDULED'], ['owner', 'contributor'], 'same'),
  row('update', ['ANSWERED'], ['owner', 'contributor'], 'same', { clock: 'answered' }),
  row('accept', ['ANSWERED'], ['reporter'], 'CLOSED', { effects: ['closed'] }),
  row('object', ['SCHEDULED', 'ANSWERED'], ['reporter'], 'IN_PROGRESS', { clock: 'reopened', effects: ['reopened'] }),
  row('close', ['ANSWERED'], ['system'], 'CLOSED', { guards: ['could-read'], effects: ['closed'] }),
  row('finish', ['ANSWERED'], ['coordinator'], 'CLOSED', { guards: ['unread'], effects: ['closed'] }),
  row('reopen', ['CLOSED'], ['reporter'], 'IN_PROGRESS', {
    guards: ['within-window'],
    clock: 'reopened',
    effects: ['reopened', 'opened-again'],
  }),
  row('rate', ['CLOSED'], ['reporter'], 'same', { effects: ['rated'] }),
  row('classify', ['RECEIVED', 'NEEDS_INFO', 'FORWARDED', 'RETURNED', 'IN_PROGRESS'], ['coordinator'], 'same', {
    guards: ['unanswered'],
    effects: ['classified'],
  }),
  row('propose', ['FORWARDED', 'IN_PROGRESS'], ['owner'], 'same', { guards: ['unanswered'] }),
  row('note', everyState, ['staff'], 'same'),
  row('restrict', everyState, ['staff'], 'same', { effects: ['privacy-raised'] }),
  row('privacy', everyState, ['reporter'], 'same', { effects: ['privacy'] }),
  row('comment', except('ANSWERED'), ['reporter'], 'same'),
  row('comment', ['ANSWERED'], ['reporter'], 'same', { clock: 'answered' }),
  // Adds what an SMS report omitted, before anybody has looked at it; afterwards it is a comment.
  row('complete', ['RECEIVED'], ['reporter'], 'same', { effects: ['completed'] }),
  row('attach', everyState, ['reporter', 'staff'], 'same', { guards: ['photos-left'], effects: ['attached'] }),
  row('remind', openStates, ['system'], 'same', { effects: ['step-fired'] }),
  row('escalate', openStates, ['system'], 'same', { effects: ['step-fired'] }),
  row('hand-over', totalRunning, ['system'], 'same', { effects: ['step-fired'] }),
  row('recalculate', openStates, ['system'], 'same'),
  row('revive', openStates, ['system'], 'same'),
  row('unreachable', openStates, ['system'], 'same', { effects: ['unreachable'] }),
  // What can be read from now on may be judged from now on.
  row('reachable', ['ANSWERED'], ['system'], 'same', { clock: 'answered', effects: ['reachable'] }),
  row(
    'reachable',
    openStates.filter((s) => s !== 'ANSWERED'),
    ['system'],
    'same',
    { effects: ['reachable'] },
  ),
];

/** Returns the row for an action in a state; undefined when the table has none. `scheduling` asks for the row of such an answer. */
export function rowFor(wanted: StoredAction, from: StoredState, scheduling = false): Row | undefined {
  return rows.find(
    (r) => r.action === wanted && r.from.some((s) => s === from) && (r.scheduling ?? false) === scheduling,
  );
}

/** Returns the states in which an action may happen: the condition of its write. */
export function priorStates(wanted: StoredAction): State[] {
  return everyState.filter((s) => rowFor(wanted, s) !== undefined);
}
