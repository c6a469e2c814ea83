/** The invariants of docs/service.md#invariants over random lives of a complaint, with moves that are allowed and moves that are not. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { state } from '../../../../functions/domain/complaint/lifecycle.ts';
import { faultsOf } from '../../../support/models/invariants.ts';
import { lives } from '../../../support/models/random-life.ts';
import { runs } from '../../../support/runs.ts';

describe('random lives', () => {
  test('reach every state there is a way to, and are refused in every way', () => {
    const [states, refusals] = [new Set<string>(), new Set<string>()];
    // A hundred lives rarely miss one; two thousand never.
    for (let rounds = 0; rounds < 20 && !(states.size === state.options.length && refusals.size === 3); rounds += 1)
      for (const { changes, outcomes } of fc.sample(lives, { numRuns: 100 })) {
        for (const { complaint } of changes) states.add(complaint.state);
        for (const { refusal } of outcomes) if (refusal) refusals.add(refusal.name);
      }
    expect([...states].sort()).toEqual([...state.options].sort());
    expect([...refusals].sort()).toEqual(['Conflict', 'Forbidden', 'InvalidInput']);
  });

  const lifeCount = runs(1000, 10_000);
  test(`break no invariant: ${lifeCount} lives of up to 25 commands`, () => {
    fc.assert(
      fc.property(lives, (life) => {
        expect(faultsOf(life)).toEqual([]);
      }),
      { numRuns: lifeCount },
    );
  });
});
