/**
 * Stands in for fast-check while mutants run: at most 100 runs, from one seed, without shrinking. A mutant that only the thousandth run finds
 * counts as a survivor, so the scores are what examples and short properties hold.
 */
import * as fc from 'fast-check';

export * from 'fast-check';

const runs = 100;

export const assert = ((property: fc.IProperty<unknown>, given?: fc.Parameters<unknown>) =>
  fc.assert(property, {
    seed: 1,
    ...given,
    numRuns: Math.min(given?.numRuns ?? runs, runs),
    endOnFailure: true,
  })) as typeof fc.assert;
