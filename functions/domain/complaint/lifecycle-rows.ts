/**
 * Defines the lifecycle of a complaint as one table (docs/service.md#states-and-actions): who may take which action in which state, and
 * what follows. The table decides whether an action is allowed, is the condition of the DynamoDB write, and is rendered to
 * docs/lifecycle.md.
 */
import type { Effect } from './effects.ts';
import type { Guard } from './guards.ts';
import { state, states, type Action, type Party, type State } from './lifecycle.ts';
import type { ClockName } from '../city/policy.ts';

const everyState = state.options;
const openStates = everyState.filter((s) => states[s].open);
/** States in which an agency is accountable. */
const handled = ['FORWARDED', 'IN_PROGRESS', 'NEEDS_INFO', 'ANSWERED'] as const;

/** One transition of the table. */
export type Row = {
  action: Action;
  from: readonly State[];
  by: readonly Party[];
  /** `same` keeps the state, its stage and its timer; `before` restores the state that was set aside. */
  to: State | 'same' | 'before';
  guards?: readonly Guard[];
  effects?: readonly Effect[];
  /** Starts this stage clock instead of the next state's own, or restarts it (with `same`). */
  clock?: ClockName;
};

/** The table. */
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
    guards: ['unverified'],
    effects: ['verified'],
  },
  { action: 'ask', from: ['RECEIVED'], by: ['coordinator'], to: 'NEEDS_INFO', effects: ['set-aside'] },
  { action: 'ask', from: ['FORWARDED', 'IN_PROGRESS'], by: ['owner'], to: 'NEEDS_INFO', effects: ['set-aside'] },
  { action: 'reply', from: ['NEEDS_INFO'], by: ['reporter'], to: 'before' },
  { action: 'respond', from: ['FORWARDED'], by: ['owner'], to: 'IN_PROGRESS' },
  {
    action: 'return',
    from: ['FORWARDED', 'IN_PROGRESS'],
    by: ['owner'],
    to: 'RETURNED',
    guards: ['may-return'],
  },
  {
    action: 'reroute',
    from: ['RETURNED'],
    by: ['coordinator'],
    to: 'FORWARDED',
    guards: ['hops-left'],
    effects: ['assigned', 'hop'],
  },
  {
    action: 'assign',
    from: ['RETURNED'],
    by: ['arbiter'],
    to: 'FORWARDED',
    guards: ['hops-used'],
    effects: ['assigned', 'settled'],
  },
  {
    action: 'involve',
    from: handled,
    by: ['coordinator', 'owner'],
    to: 'same',
    guards: ['helpers-left'],
    effects: ['involved'],
  },
  {
    action: 'release',
    from: handled,
    by: ['coordinator', 'owner'],
    to: 'same',
    guards: ['helped'],
    effects: ['released'],
  },
  {
    action: 'merge',
    from: ['RECEIVED', 'FORWARDED', 'IN_PROGRESS'],
    by: ['coordinator'],
    to: 'DUPLICATE',
    effects: ['set-aside', 'merged', 'closed'],
  },
  { action: 'unmerge', from: ['DUPLICATE'], by: ['coordinator'], to: 'before', effects: ['unmerged', 'opened-again'] },
  {
    action: 'archive',
    from: ['RECEIVED', 'RETURNED'],
    by: ['coordinator'],
    to: 'ARCHIVED',
    effects: ['set-aside', 'reason', 'closed'],
  },
  {
    action: 'archive',
    from: ['NEEDS_INFO'],
    by: ['coordinator', 'system'],
    to: 'ARCHIVED',
    effects: ['set-aside', 'reason', 'closed'],
  },
  { action: 'restore', from: ['ARCHIVED'], by: ['coordinator'], to: 'before', effects: ['opened-again'] },
  { action: 'withdraw', from: openStates, by: ['reporter'], to: 'WITHDRAWN', effects: ['closed'] },
  { action: 'answer', from: ['FORWARDED', 'IN_PROGRESS'], by: ['owner'], to: 'ANSWERED', effects: ['answered'] },
  { action: 'update', from: ['IN_PROGRESS'], by: ['owner', 'contributor'], to: 'same' },
  { action: 'update', from: ['ANSWERED'], by: ['owner', 'contributor'], to: 'same', clock: 'answered' },
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
  {
    action: 'reopen',
    from: ['CLOSED'],
    by: ['reporter'],
    to: 'IN_PROGRESS',
    guards: ['within-window'],
    clock: 'reopened',
    effects: ['reopened', 'opened-again'],
  },
  { action: 'rate', from: ['CLOSED'], by: ['reporter'], to: 'same', effects: ['rated'] },
  { action: 'note', from: everyState, by: ['staff'], to: 'same' },
  { action: 'restrict', from: everyState, by: ['staff'], to: 'same', effects: ['privacy-raised'] },
  { action: 'privacy', from: everyState, by: ['reporter'], to: 'same', effects: ['privacy'] },
  { action: 'comment', from: everyState.filter((s) => s !== 'ANSWERED'), by: ['reporter'], to: 'same' },
  { action: 'comment', from: ['ANSWERED'], by: ['reporter'], to: 'same', clock: 'answered' },
  // Adds what an SMS report omitted, before anybody has looked at it; afterwards it is a comment.
  { action: 'complete', from: ['RECEIVED'], by: ['reporter'], to: 'same', effects: ['completed'] },
  {
    action: 'attach',
    from: everyState,
    by: ['reporter', 'staff'],
    to: 'same',
    guards: ['photos-left'],
    effects: ['attached'],
  },
  { action: 'remind', from: openStates, by: ['system'], to: 'same', effects: ['step-fired'] },
  { action: 'escalate', from: openStates, by: ['system'], to: 'same', effects: ['step-fired'] },
  {
    action: 'hand-over',
    from: everyState.filter((s) => states[s].totalRuns),
    by: ['system'],
    to: 'same',
    effects: ['step-fired'],
  },
  { action: 'recalculate', from: openStates, by: ['system'], to: 'same' },
  { action: 'revive', from: openStates, by: ['system'], to: 'same' },
  { action: 'unreachable', from: openStates, by: ['system'], to: 'same', effects: ['unreachable'] },
  { action: 'reachable', from: openStates, by: ['system'], to: 'same', effects: ['reachable'] },
];

/** Returns the row for an action in a state; undefined when the table has none. */
export function rowFor(wanted: Action, from: State): Row | undefined {
  return rows.find((row) => row.action === wanted && row.from.includes(from));
}

/** Returns the states in which an action may happen: the condition of its write. */
export function priorStates(wanted: Action): State[] {
  return everyState.filter((s) => rowFor(wanted, s) !== undefined);
}
