/** Finds the complaints of a sender that a command without an id can mean. */
import { isOpen, type Complaint } from '../complaint/complaint.ts';
import { rowFor } from '../complaint/lifecycle-rows.ts';
import type { Action } from '../complaint/lifecycle.ts';
import type { Choice } from './dialogue.ts';

/** True when the reporter may do this to the complaint now. */
export const may = (action: Action, { state }: Complaint): boolean =>
  rowFor(action, state)?.by.includes('reporter') ?? false;

export const ratable = (c: Complaint): boolean => may('rate', c) && c.rating === undefined;

/** The kinds of complaint that a choice looks for. The first kind of which there is one counts. */
const kinds: Record<Choice, readonly ((c: Complaint) => boolean)[]> = {
  status: [isOpen],
  read: [(c) => c.state === 'NEEDS_INFO' || c.state === 'ANSWERED', (c) => c.answeredAt !== undefined, isOpen],
  reply: [(c) => may('reply', c), isOpen],
  accept: [(c) => may('accept', c)],
  object: [(c) => may('object', c)],
  rate: [ratable, (c) => may('rate', c)],
  withdraw: [(c) => may('withdraw', c)],
  anonymous: [(c) => isOpen(c) && !c.anonymous, isOpen],
  confidential: [(c) => isOpen(c) && !c.confidential, isOpen],
};

/** Returns the complaints meant, newest first; none when the command applies to none of them. */
export function meant(choice: Choice, own: readonly Complaint[]): Complaint[] {
  for (const kind of kinds[choice]) {
    const found = own.filter(kind);
    if (found.length > 0) return found;
  }
  // With nothing open, the status is that of the newest complaint.
  return choice === 'status' ? own.slice(0, 1) : [];
}

/** Refusing an answer is an objection while the answer waits to be judged, and a reopening afterwards. */
export const refusalOf = (c: Complaint): 'object' | 'reopen' | undefined =>
  (['object', 'reopen'] as const).find((action) => may(action, c));

/** Words sent for a complaint reply to an officer's question where there is one, and are a comment otherwise. */
export const wordsFor = (c: Complaint): 'reply' | 'comment' => (may('reply', c) ? 'reply' : 'comment');

/** Closed complaints that a bare refusal may reopen. A refusal with words may be a new report, so it needs an id. */
export const reopenable = (own: readonly Complaint[]): Complaint[] => own.filter((c) => may('reopen', c));
