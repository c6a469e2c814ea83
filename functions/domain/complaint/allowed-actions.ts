/**
 * Finds the actions that a party may take now, by the lifecycle table and its guards. The same rules check an action when it is taken and
 * list the actions that are offered.
 */
import type { Complaint } from './complaint.ts';
import { Conflict, Forbidden } from '../kernel/errors.ts';
import { guards, type GuardRules } from './guards.ts';
import { rowFor, rows, type Row } from './lifecycle-rows.ts';
import type { Action, Party } from './lifecycle.ts';

/** An action and the parties that want to take it. */
type Wish = { action: Action; parties: readonly Party[] };

/** Returns the row that allows an action. Throws Conflict when its state or a guard prevents it, Forbidden when the parties may not take it. */
export function allowedRow(complaint: Complaint, wish: Wish, rules: GuardRules): Row {
  const found = judged(complaint, wish, rules);
  if (found instanceof Error) throw found;
  return found;
}

/** Returns the actions that one of these parties may take now, in the order of the table. */
export const allowedActions = (complaint: Complaint, parties: readonly Party[], rules: GuardRules): Action[] =>
  [...new Set(rows.map(({ action }) => action))].filter(
    (action) => !(judged(complaint, { action, parties }, rules) instanceof Error),
  );

function judged(complaint: Complaint, { action, parties }: Wish, rules: GuardRules): Row | Error {
  const current = { status: complaint.state, version: complaint.version };
  const row = rowFor(action, complaint.state);
  if (!row) return new Conflict(`${action} is not possible while the complaint is ${complaint.state}`, current);
  if (!row.by.some((party) => parties.includes(party)))
    return new Forbidden(`${action} may be taken only by: ${row.by.join(', ')}`);
  const why = row.guards?.map((guard) => guards[guard](complaint, rules)).find((reason) => reason !== undefined);
  return why === undefined ? row : new Conflict(`${action} is not possible: ${why}`, current);
}
