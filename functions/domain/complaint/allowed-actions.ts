/**
 * Finds the actions that a party may take now, by the lifecycle table and its guards. The same rules check an action when it is taken and
 * list the actions that are offered.
 */
import type { Complaint } from './complaint.ts';
import { Conflict, Forbidden } from '../kernel/errors.ts';
import { clockName } from '../city/policy.ts';
import { wordIn } from '../kernel/stored.ts';
import { guards, type GuardRules } from './guards.ts';
import { rowFor, rows, type Row } from './lifecycle-rows.ts';
import { state, type Action, type Party } from './lifecycle.ts';
import type { Outcome } from './outcomes.ts';

/** An action and the parties that want to take it. */
type Wish = { action: Action; parties: readonly Party[]; outcome?: Outcome | undefined };

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

/** Returns what this release does not know of the state that the complaint is in, or that the action would restore. */
function unknownTo({ state: now, before = [] }: Complaint, row: Row | undefined): string | undefined {
  if (wordIn(state, now) === undefined) return `its state ${now}`;
  const restored = row?.to === 'before' ? before.at(-1) : undefined;
  if (!restored) return undefined;
  if (wordIn(state, restored.state) === undefined) return `its earlier state ${restored.state}`;
  const clock = restored.clock?.name;
  const known = clock === undefined || wordIn(clockName, clock) !== undefined;
  return known ? undefined : `the clock ${clock} of its earlier state`;
}

function judged(complaint: Complaint, { action, parties, outcome }: Wish, rules: GuardRules): Row | Error {
  const current = { status: complaint.state, version: complaint.version };
  const row = rowFor(action, complaint.state, action === 'answer' && outcome === 'scheduled');
  const unknown = unknownTo(complaint, row);
  if (unknown !== undefined)
    return new Conflict(`${action} is not possible: ${unknown} is of a newer release`, current);
  if (!row) return new Conflict(`${action} is not possible while the complaint is ${complaint.state}`, current);
  if (!row.by.some((party) => parties.includes(party)))
    return new Forbidden(`${action} may be taken only by: ${row.by.join(', ')}`);
  const why = row.guards?.map((guard) => guards[guard](complaint, rules)).find((reason) => reason !== undefined);
  return why === undefined ? row : new Conflict(`${action} is not possible: ${why}`, current);
}
