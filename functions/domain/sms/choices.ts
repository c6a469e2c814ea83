/** Which of a sender's complaints a command without an id can mean. */
import type { Complaint } from '../complaint/complaint.ts';
import { rowFor } from '../complaint/lifecycle-rows.ts';
import { states, type Action } from '../complaint/lifecycle.ts';
import type { Choice } from './dialogue.ts';

export const isOpen = (c: Complaint): boolean => states[c.state].open;

/** Whether the reporter may do this to it now. */
export const may = (action: Action, { state }: Complaint): boolean =>
  rowFor(action, state)?.by.includes('reporter') ?? false;

export const ratable = (c: Complaint): boolean => may('rate', c) && c.rating === undefined;

/** Which kinds a choice looks for, the first that some complaint is of; newest first within it. */
const kinds: Record<Choice, readonly ((c: Complaint) => boolean)[]> = {
  status: [isOpen],
  reply: [(c) => may('reply', c), isOpen],
  accept: [(c) => may('accept', c)],
  object: [(c) => may('object', c)],
  rate: [ratable, (c) => may('rate', c)],
  withdraw: [(c) => may('withdraw', c)],
  anonymous: [(c) => isOpen(c) && !c.anonymous, isOpen],
  confidential: [(c) => isOpen(c) && !c.confidential, isOpen],
};

/** The complaints meant, newest first; none when the sender has none to which the command can apply. */
export function meant(choice: Choice, own: readonly Complaint[]): Complaint[] {
  for (const kind of kinds[choice]) {
    const found = own.filter(kind);
    if (found.length > 0) return found;
  }
  // Nothing open: tell of the last one that was.
  return choice === 'status' ? own.slice(0, 1) : [];
}

/** What refusing an answer is: an objection while it waits to be judged, afterwards a reopening. */
export const refusalOf = (c: Complaint): 'object' | 'reopen' | undefined =>
  (['object', 'reopen'] as const).find((action) => may(action, c));

/** Words for a complaint answer what was asked, or are a comment. */
export const wordsFor = (c: Complaint): 'reply' | 'comment' => (may('reply', c) ? 'reply' : 'comment');

/** Those that a bare refusal may open again: with words behind it, it may as well be a new report, so it needs the id. */
export const reopenable = (own: readonly Complaint[]): Complaint[] => own.filter((c) => may('reopen', c));
