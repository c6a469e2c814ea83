/** Who a rung tells. A vacant office passes the matter to the next of its ladder at once; the chain never ends at nobody. */
import { ladderOf, type PlannedRung } from '../domain/clocks.ts';
import type { Complaint } from '../domain/complaint.ts';
import { isValidOn, type Office } from '../domain/directory.ts';
import type { Policy, Rung } from '../domain/policy.ts';
import type { Directory } from '../domain/ports.ts';

/** Offices that exist once in each agency, not once in the city. */
const agencyOffices: readonly Office[] = ['liaison', 'agency-head'];

const officeOf = (rung: Rung): Office[] => ('office' in rung ? [rung.office] : []);

/** The office to tell, and those found vacant on the way to it. */
export async function findOffice(
  directory: Directory,
  complaint: Complaint,
  { clock, step }: PlannedRung,
  policy: Policy,
  now: Date,
): Promise<{ office: Office; vacant?: Office[] }> {
  const ladder =
    clock === 'total' || !complaint.clock ? policy.total.rungs : ladderOf(policy.clocks[clock], complaint.clock);
  const vacant: Office[] = [];
  for (const office of ladder.slice(step - 1).flatMap(officeOf)) {
    const ofAgency = agencyOffices.includes(office);
    // A complaint that no agency has yet is no agency head's business: the office counts as vacant.
    const nobody = ofAgency && complaint.agencyId === undefined;
    const officers = nobody ? [] : await directory.officersOf(office, ofAgency ? complaint.agencyId : undefined);
    if (officers.some((o) => isValidOn(o, now))) return vacant.length > 0 ? { office, vacant } : { office };
    vacant.push(office);
  }
  // Every office above stands empty: the coordinator's topic is where somebody will look, and the alert says why.
  return { office: 'coordinator', vacant };
}
