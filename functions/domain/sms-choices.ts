/** Which of a sender's complaints a command without an id can mean. */
import type { Complaint } from './complaint.ts';
import { states, type Action } from './lifecycle.ts';
import { rowFor } from './lifecycle-rows.ts';
import type { Choice } from './sms-dialogue.ts';

export const isOpen = (c: Complaint): boolean => states[c.state].open;

/** Whether the reporter may do this to it now. */
export const may = (action: Action, { state }: Complaint): boolean =>
  rowFor(action, state)?.by.includes('reporter') ?? false;

export const ratable = (c: Complaint): boolean => may('rate', c) && c.rating === undefined;

/** The complaints meant, newest first; none when the sender has none to which the command can apply. */
export function meant(choice: Choice, own: readonly Complaint[]): Complaint[] {
  const applies = own.filter((c) => fits[choice](c));
  if (applies.length > 0 || choice !== 'status') return applies;
  // Nothing open: tell of the last one that was.
  return own.slice(0, 1);
}

const fits: Record<Choice, (c: Complaint) => boolean> = {
  status: isOpen,
  reply: isOpen,
  accept: (c) => may('accept', c),
  object: (c) => may('object', c),
  rate: (c) => may('rate', c),
  withdraw: isOpen,
};
