/** What somebody may do now: the lifecycle table and its guards, asked instead of tried. */
import type { Complaint } from './complaint.ts';
import { guards, type GuardRules } from './guards.ts';
import { rows } from './lifecycle-rows.ts';
import type { Action, Party } from './lifecycle.ts';

/** Actions whose row lets one of these parties act on the complaint as it is, in the table's order. */
export function allowedActions(complaint: Complaint, parties: readonly Party[], rules: GuardRules): Action[] {
  const allowed = rows.filter(
    (row) =>
      row.from.includes(complaint.state) &&
      row.by.some((party) => parties.includes(party)) &&
      (row.guards ?? []).every((guard) => guards[guard](complaint, rules) === undefined),
  );
  return [...new Set(allowed.map(({ action }) => action))];
}
