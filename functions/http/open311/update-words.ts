/** mySociety's status words of request updates, and which of our states is which. */
import type { ReasonCode } from '../../domain/complaint/archive-reasons.ts';
import type { Action, State } from '../../domain/complaint/lifecycle.ts';

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
export type UpdateWord = (typeof updateWords)[number];

/** ANSWERED is fixed as the agency has it, and open until the reporter has said so. */
const words: Record<State, UpdateWord> = {
  RECEIVED: 'FOR_TRIAGE',
  FORWARDED: 'INVESTIGATING',
  RETURNED: 'INTERNAL_REFERRAL',
  NEEDS_INFO: 'OPEN',
  IN_PROGRESS: 'IN_PROGRESS',
  ANSWERED: 'FIXED',
  CLOSED: 'CLOSED',
  DUPLICATE: 'DUPLICATE',
  ARCHIVED: 'NO_FURTHER_ACTION',
  WITHDRAWN: 'CANCELLED',
};

type Step = { action: Action; status: State; reasonCode: ReasonCode | null };

export function wordOf({ action, status, reasonCode }: Step): UpdateWord {
  if (action === 'reopen') return 'REOPEN';
  return reasonCode === 'other-authority' ? 'NOT_COUNCILS_RESPONSIBILITY' : words[status];
}

/** Id of an update: the event's, so that what a client posted is known again when it is listed. */
export const updateId = (complaintId: string, version: number): string => `${complaintId}-${version}`;
