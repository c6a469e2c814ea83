/** Who a step tells. A vacant office passes the matter to the next of its ladder at once; the chain never ends at nobody. */
import { ladderOf, type PlannedStep } from '../domain/complaint/schedule.ts';
import { holderOf, type Complaint } from '../domain/complaint/complaint.ts';
import type { Office } from '../domain/city/records.ts';
import { actingFor, agencyOffices } from '../domain/city/officers.ts';
import type { EscalationStep, Policy } from '../domain/city/policy.ts';
import type { Directory } from '../domain/city/ports.ts';
import { localTime } from '../domain/kernel/zone.ts';

const officeOf = (step: EscalationStep): Office[] => ('office' in step ? [step.office] : []);

/** The office to tell, and those found vacant on the way to it. An absent officer with a deputy who is there leaves no vacancy. */
export async function findOffice(
  directory: Directory,
  complaint: Complaint,
  { clock, number }: PlannedStep,
  policy: Policy,
  now: Date,
): Promise<{ office: Office; vacant?: Office[] }> {
  const [city, officers] = await Promise.all([directory.city(), directory.officers()]);
  const today = localTime(city.zone, now).date;
  const ladder =
    clock === 'total' || !complaint.clock ? policy.total.rungs : ladderOf(policy.clocks[clock], complaint.clock);
  const holder = holderOf(complaint);
  const vacant: Office[] = [];
  for (const office of ladder.slice(number - 1).flatMap(officeOf)) {
    const ofAgency = agencyOffices.includes(office);
    // A complaint that no agency has is no agency head's business: nobody is missing there.
    if (ofAgency && holder === undefined) continue;
    const post = { office, ...(ofAgency ? { agencyId: holder } : {}) };
    if (actingFor(officers, post, today).length > 0) return vacant.length > 0 ? { office, vacant } : { office };
    vacant.push(office);
  }
  // Every office above stands empty: the coordinator's topic is where somebody will look, and the alert says why.
  return vacant.length > 0 ? { office: 'coordinator', vacant } : { office: 'coordinator' };
}
