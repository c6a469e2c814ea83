/** Maps our states to mySociety's status words of request updates. */
import { lookUp, type UnknownWord } from '../../domain/kernel/stored.ts';
import type { ReasonCode } from '../../domain/complaint/archive-reasons.ts';
import type { Outcome } from '../../domain/complaint/outcomes.ts';
import type { State, StoredAction, StoredState } from '../../domain/complaint/lifecycle.ts';

/** The status words. */
export const updateWords = [
  'OPEN',
  'CLOSED',
  'FIXED',
  'IN_PROGRESS',
  'ACTION_SCHEDULED',
  'INVESTIGATING',
  'DUPLICATE',
  'NOT_COUNCILS_RESPONSIBILITY',
  'NO_FURTHER_ACTION',
  'INTERNAL_REFERRAL',
  'FOR_TRIAGE',
  'CANCELLED',
  'REOPEN',
] as const;
/** One of them. */
export type UpdateWord = (typeof updateWords)[number];

/** ANSWERED is FIXED, which is the agency's view; the request stays open until the reporter accepts. */
const words: Record<State, UpdateWord> = {
  RECEIVED: 'FOR_TRIAGE',
  FORWARDED: 'INVESTIGATING',
  RETURNED: 'INTERNAL_REFERRAL',
  NEEDS_INFO: 'OPEN',
  IN_PROGRESS: 'IN_PROGRESS',
  SCHEDULED: 'ACTION_SCHEDULED',
  ANSWERED: 'FIXED',
  CLOSED: 'CLOSED',
  DUPLICATE: 'DUPLICATE',
  ARCHIVED: 'NO_FURTHER_ACTION',
  WITHDRAWN: 'CANCELLED',
};

type Step = {
  action: StoredAction;
  status: StoredState;
  reasonCode: ReasonCode | UnknownWord | null;
  outcome: Outcome | UnknownWord | null;
};

/** Returns the status word of an event. */
export function wordOf({ action, status, reasonCode, outcome }: Step): UpdateWord {
  if (action === 'reopen') return 'REOPEN';
  // Clients show CLOSED as fixed, which only work that was done is.
  const notDone = outcome === 'explained' || outcome === 'cannot';
  if (notDone && (status === 'ANSWERED' || status === 'CLOSED')) return 'NO_FURTHER_ACTION';
  return reasonCode === 'other-authority' ? 'NOT_COUNCILS_RESPONSIBILITY' : (lookUp(words, status) ?? 'IN_PROGRESS');
}

/** Returns the id of an update, derived from its event, so that a client recognises its own update in a list. */
export const updateId = (complaintId: string, version: number): string => `${complaintId}-${version}`;
