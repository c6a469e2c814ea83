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
  const [city, years, policies] = await Promise.all([
    directory.city(),
    directory.calendarYears(),
    directory.policies(),
  ]);
  const calendar = createCalendar(city, years);
  const now = clock.now();
  // A training day is an instant and a policy's validity is a date, so only the date part counts.
  const policy =
    version === undefined
      ? policyOn(policies, calendar.dayOf(now).slice(0, 10))
      : policies.find((p) => p.version === version);
  if (!policy) throw new Error(`policy version ${version} is not in the directory: policies are never deleted`);
  return { policy, calendar, now, coordinatorAgencyId: city.coordinatorAgencyId };
}
