/** Reads the rules of a decision from the directory: policy, calendar, city. */
import { createCalendar } from '../domain/deadlines/calendar.ts';
import type { Complaint } from '../domain/complaint/complaint.ts';
import { policyOn } from '../domain/city/policy.ts';
import type { CityContext, DecisionContext } from '../domain/city/ports.ts';
import { drawSalt } from '../domain/complaint/chain.ts';
import type { DecisionRules, Rules } from '../domain/complaint/command.ts';

/** Returns the rules with the policy in force today. */
export async function rulesToday(context: CityContext): Promise<Rules> {
  return loadRules(context, undefined);
}

/** Returns the rules of an existing complaint, with the policy it was filed under. */
export async function rulesFor(complaint: Pick<Complaint, 'policyVersion'>, context: CityContext): Promise<Rules> {
  return loadRules(context, complaint.policyVersion);
}

/** Returns the rules to file one new complaint, with the policy in force today. */
export async function rulesToFile(context: DecisionContext): Promise<DecisionRules> {
  return { ...(await rulesToday(context)), salt: drawSalt(context.random) };
}

/** Returns the rules of one decision about an existing complaint. */
export async function rulesToDecide(
  complaint: Pick<Complaint, 'policyVersion'>,
  context: DecisionContext,
): Promise<DecisionRules> {
  return { ...(await rulesFor(complaint, context)), salt: drawSalt(context.random) };
}

async function loadRules({ directory, clock }: CityContext, version: number | undefined): Promise<Rules> {
  const now = clock.now();
  const [city, years, found] = await Promise.all([
    directory.city(),
    directory.calendarYears(),
    version === undefined ? directory.policies() : directory.policy(version),
  ]);
  const calendar = createCalendar(city, years);
  // A training day is an instant and a policy's validity is a date, so only the date part counts.
  const policy = Array.isArray(found) ? policyOn(found, calendar.dayOf(now).slice(0, 10)) : found;
  if (!policy) throw new Error(`policy version ${version} is not in the directory: policies are never deleted`);
  return { policy, calendar, now, coordinatorAgencyId: city.coordinatorAgencyId };
}
