/** What somebody may do now: the lifecycle table and its guards, asked for one action when it is taken and for all when they are offered. */
import type { Complaint } from './complaint.ts';
import { Conflict, Forbidden } from '../kernel/errors.ts';
import { guards, type GuardRules } from './guards.ts';
import { rowFor, rows, type Row } from './lifecycle-rows.ts';
import type { Action, Party } from './lifecycle.ts';

/** Who wants to do what. */
type Wish = { action: Action; parties: readonly Party[] };

/** The row that allows an action. Throws Conflict or Forbidden. */
export function allowedRow(complaint: Complaint, wish: Wish, rules: GuardRules): Row {
  const found = judged(complaint, wish, rules);
  if (found instanceof Error) throw found;
  return found;
}

/** Actions that one of these parties may take on the complaint as it is, in the table's order. */
export const allowedActions = (complaint: Complaint, parties: readonly Party[], rules: GuardRules): Action[] =>
  [...new Set(rows.map(({ action }) => action))].filter(
    (action) => !(judged(complaint, { action, parties }, rules) instanceof Error),
  );

function judged(complaint: Complaint, { action, parties }: Wish, rules: GuardRules): Row | Error {
  const current = { status: complaint.state, version: complaint.version };
  const row = rowFor(action, complaint.state);
  if (!row) return new Conflict(`${action} is not possible while the complaint is ${complaint.state}`, current);
  if (!row.by.some((party) => parties.includes(party)))
    return new Forbidden(`${action} belongs to: ${row.by.join(', ')}`);
  const why = row.guards?.map((guard) => guards[guard](complaint, rules)).find((reason) => reason !== undefined);
  return why === undefined ? row : new Conflict(`${action} is not possible: ${why}`, current);
}
