/** Gathers the rules that a decision needs from the directory: policy, calendar, city. */
import { createCalendar } from '../domain/deadlines/calendar.ts';
import type { Complaint } from '../domain/complaint/complaint.ts';
import { policyOn } from '../domain/city/policy.ts';
import type { Clock } from '../domain/kernel/ports.ts';
import type { Directory } from '../domain/city/ports.ts';
import type { Rules } from '../domain/complaint/transition.ts';

type Sources = { directory: Directory; clock: Clock };

/** Rules for a new complaint: the policy in force today. */
export async function rulesForFiling(sources: Sources): Promise<Rules> {
  return loadRules(sources, undefined);
}

/** Rules for an existing complaint: the policy it was filed under. */
export async function rulesFor(complaint: Pick<Complaint, 'policyVersion'>, sources: Sources): Promise<Rules> {
  return loadRules(sources, complaint.policyVersion);
}

async function loadRules({ directory, clock }: Sources, version: number | undefined): Promise<Rules> {
  const [city, years, policies] = await Promise.all([
    directory.city(),
    directory.calendarYears(),
    directory.policies(),
  ]);
  const calendar = createCalendar(city, years);
  const now = clock.now();
  // A training day is an instant; a policy's validity is a date, so take the date part of either.
  const policy =
    version === undefined
      ? policyOn(policies, calendar.dayOf(now).slice(0, 10))
      : policies.find((p) => p.version === version);
  if (!policy) throw new Error(`policy version ${version} is not in the directory: policies are never deleted`);
  return { policy, calendar, now, coordinatorAgencyId: city.coordinatorAgencyId };
}
