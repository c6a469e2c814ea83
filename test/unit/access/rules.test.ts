/** The rules of a decision: the complaint's own policy, and a salt that no other decision has. */
import { expect, test } from 'vitest';
import { rulesFor, rulesToday, rulesToDecide, rulesToFile } from '../../../functions/access/rules.ts';
import { ambon, ambonPolicy, wit } from '../../support/ambon.ts';
import { cityHall } from '../../support/city-hall.ts';

test('each decision has a salt of its own, 128 random bits', async () => {
  const hall = cityHall('2026-03-13 10:00');
  const drawn = await Promise.all([
    rulesToFile(hall),
    rulesToFile(hall),
    rulesToDecide({ policyVersion: 1 }, hall),
    rulesToDecide({ policyVersion: 1 }, hall),
  ]);
  expect(new Set(drawn.map(({ salt }) => salt)).size).toBe(4);
  for (const { salt } of drawn) expect(Buffer.from(salt, 'base64url')).toHaveLength(16);
});

test('the rules are those of the city now, with the policy of the complaint or of today', async () => {
  const hall = cityHall('2026-03-13 10:00');
  const rules = await rulesFor({ policyVersion: ambonPolicy.version }, hall);
  expect(rules).toMatchObject({
    policy: ambonPolicy,
    now: wit('2026-03-13 10:00'),
    coordinatorAgencyId: ambon.city.coordinatorAgencyId,
  });
  expect(rules.calendar.dayOf(rules.now)).toBe('2026-03-13');
  expect((await rulesToday(hall)).policy).toEqual(ambonPolicy);
});

test('a policy that is not in the directory is an error, since none is ever deleted', async () => {
  await expect(rulesFor({ policyVersion: 99 }, cityHall('2026-03-13 10:00'))).rejects.toThrow('policy version 99');
});

test('the policy of a training day is that of its date, on its last day too', async () => {
  const policies = [{ ...ambonPolicy, validTo: '2026-03-13' }];
  const hall = cityHall('2026-03-13 20:00', { policies, city: { ...ambon.city, trainingDay: 10 } });
  expect((await rulesToday(hall)).policy).toEqual(policies[0]);
});
