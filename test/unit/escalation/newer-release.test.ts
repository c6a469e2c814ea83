/** Escalation steps of a newer release: they wait for it, and hold up nobody else. */
import { describe, expect, test } from 'vitest';
import { policy, type Policy } from '../../../functions/domain/city/policy.ts';
import { strict } from '../../../functions/domain/kernel/strict.ts';
import { sweep } from '../../../functions/escalation/sweep.ts';
import { ambonPolicy } from '../../support/ambon.ts';
import { filed, steps } from '../../support/complaints.ts';
import { timedHall } from '../../support/timed-hall.ts';

const id = 'AMB-7K3Q9C5';

/** The policy whose first step of FORWARDED is another one. */
function withFirstStep(step: object): Policy {
  const { forwarded } = ambonPolicy.clocks;
  const rungs = [step, ...forwarded.rungs.slice(1)];
  return policy.parse({ ...ambonPolicy, clocks: { ...ambonPolicy.clocks, forwarded: { ...forwarded, rungs } } });
}

const [first] = ambonPolicy.clocks.forwarded.rungs;

async function forwardedUnder(step: object) {
  const hall = timedHall('2026-03-16 10:00', { policies: [withFirstStep(step)] });
  await hall.keep(filed('2026-03-13 23:50', { id }), steps.forwarded('2026-03-16 10:00'));
  return { hall, run: sweep({ ...hall, count: () => undefined }) };
}

describe('a step of an unknown act', () => {
  test('does not fire; its timer looks again each day, and the sweep leaves no event each night', async () => {
    const { hall, run } = await forwardedUnder({ ...first, act: 'sing' });
    const woken = await hall.runUntil('2026-04-14 10:00');
    expect(woken.length).toBeGreaterThan(10);
    expect(new Set(woken.map((at) => at.slice(10)))).toEqual(new Set(['T15:00:00Z']));
    expect(hall.actions(id)).toEqual(['file', 'verify']);
    expect(await run()).toEqual({ revived: 0, moved: 0, left: 1 });
    expect(hall.actions(id)).toEqual(['file', 'verify']);
  });

  test('is refused where an admin sends it', () => {
    expect(strict(policy).safeParse(withFirstStep({ ...first, act: 'sing' })).success).toBe(false);
    expect(strict(policy).safeParse(ambonPolicy).success).toBe(true);
  });

  test('is no excuse for a known act that lacks a member', () => {
    expect(() => withFirstStep({ at: first!.at, act: 'remind' })).toThrow('Invalid input');
  });
});

test('a step of an unknown office goes to the next office that this release knows', async () => {
  const { hall } = await forwardedUnder({ ...first, office: 'ombudsman' });
  await hall.runUntil('2026-03-31 10:00');
  const [step] = [...hall.table.events.values()].flatMap(({ rung }) => rung ?? []);
  const [, second] = ambonPolicy.clocks.forwarded.rungs;
  expect(step?.office).toBe('office' in second! ? second.office : 'coordinator');
});
