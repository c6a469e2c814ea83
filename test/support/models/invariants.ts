/** The invariants of a random life: those of its history, and what its refused commands came to. */
import { isDeepStrictEqual } from 'node:util';
import { faultsOfHistory } from '../../../bin/lab/simulate/invariants.ts';
import { expectedOf } from './lifecycle-model.ts';
import type { Life } from './random-life.ts';

type Faults = (string | false | undefined)[];

const invariants: Record<string, (life: Life) => Faults> = {
  'every command comes to what the design says': ({ outcomes }) =>
    outcomes.map(({ before, command, changes, refusal, woke, day, at }) => {
      if (woke) return refusal && `a wake failed: ${refusal.message}`;
      const expected = expectedOf(before, command, { day, at });
      const got = refusal?.name ?? changes[0]!.complaint.state;
      return (
        got !== expected && `${command.action} by ${command.parties.join()} in ${before.state}: ${got}, not ${expected}`
      );
    }),

  'a refused command changes nothing': ({ outcomes }) =>
    outcomes.map(
      ({ before, beforeStill, refusal, command }) =>
        refusal !== undefined && !isDeepStrictEqual(before, beforeStill) && `${command.action} changed the complaint`,
    ),
};

/** All faults of a life, each with the invariant it breaks. */
export const faultsOf = (life: Life): string[] => [
  ...Object.entries(invariants).flatMap(([name, check]) =>
    check(life).flatMap((fault) => (fault ? [`${name}: ${fault}`] : [])),
  ),
  ...faultsOfHistory(life).map(({ invariant, fault }) => `${invariant}: ${fault}`),
];
