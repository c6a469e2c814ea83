/** Finds the office that a step tells. A vacant office passes the matter to the next one of its ladder at once, and the coordinator is the last. */
import { ladderOf, type PlannedStep } from '../domain/complaint/schedule.ts';
import { holderOf, type Complaint } from '../domain/complaint/complaint.ts';
import { office, type Office } from '../domain/city/records.ts';
import { actingFor, agencyOffices } from '../domain/city/officers.ts';
import { stageClockOf, type EscalationStep, type Policy } from '../domain/city/policy.ts';
import { wordIn } from '../domain/kernel/stored.ts';
import type { Directory } from '../domain/city/ports.ts';
import { localTime } from '../domain/kernel/zone.ts';

/** An office of a newer release is passed over. */
const officeOf = (step: EscalationStep): Office[] => {
  const known = 'office' in step ? wordIn(office, step.office) : undefined;
  return known === undefined ? [] : [known];
};

/** Returns the office to tell and the vacant ones below it. An office whose absent officer has a present deputy is not vacant. */
export async function findOffice(
  directory: Directory,
  complaint: Complaint,
  { clock, number, step }: PlannedStep,
  policy: Policy,
  now: Date,
): Promise<{ office: Office; vacant?: Office[] }> {
  const [city, officers] = await Promise.all([directory.city(), directory.officers()]);
  const today = localTime(city.zone, now).date;
  const ladder =
    clock === 'total' || !complaint.clock ? policy.total.rungs : ladderOf(stageClockOf(policy, clock), complaint.clock);
  const holder = holderOf(complaint);
  const vacant: Office[] = [];
  for (const told of [step, ...ladder.slice(number)].flatMap(officeOf)) {
    const ofAgency = agencyOffices.includes(told);
    // Without an agency there is no agency head, so that office is skipped and not vacant.
    if (ofAgency && holder === undefined) continue;
    const post = { office: told, ...(ofAgency ? { agencyId: holder } : {}) };
    if (actingFor(officers, post, today).length > 0)
      return vacant.length > 0 ? { office: told, vacant } : { office: told };
    vacant.push(told);
  }
  // Every office above is vacant: the coordinator is told, and the alert names the vacancies.
  return vacant.length > 0 ? { office: 'coordinator', vacant } : { office: 'coordinator' };
}
