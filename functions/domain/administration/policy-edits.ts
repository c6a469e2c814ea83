/** Checks edits of policies. A complaint keeps the policy it was filed under, so a policy that has begun never changes. */
import { canonical } from '../kernel/canonical.ts';
import type { FieldError } from '../kernel/errors.ts';
import { policyInForce, type Policy } from '../city/policy.ts';
import { addDays } from '../kernel/zone.ts';

type PolicyEdit = { before: Policy | undefined; after: Policy; all: { policy: readonly Policy[] }; today: string };

/** Yields the fields that are wrong; `all` holds the edit already. */
export function* checkPolicyEdit({ before, after, all, today }: PolicyEdit): Generator<FieldError> {
  if (before && before.validFrom <= today) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Policy)[];
    for (const field of names.filter((name) => name !== 'validTo' && name !== 'edit')) {
      if (canonical(before[field] ?? null) !== canonical(after[field] ?? null))
        yield { field, message: `is in force since ${before.validFrom}: put a new policy with its own validFrom` };
    }
  }
  const gap = firstDayWithout(all.policy, today);
  if (gap !== undefined) yield { field: 'validTo', message: `no policy would be in force on ${gap}` };
}

/** Returns the first day from today on without a policy in force. It can only be today or the day after a policy ends. */
function firstDayWithout(policies: readonly Policy[], today: string): string | undefined {
  const ends = policies.flatMap((p) => (p.validTo === undefined ? [] : [addDays(p.validTo, 1)]));
  return [today, ...ends.filter((day) => day > today)].sort().find((day) => policyInForce(policies, day) === undefined);
}
