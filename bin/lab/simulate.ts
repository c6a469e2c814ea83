/**
 * Simulates a year of a city's complaints through the use cases and the real adapters, with the clock driven: people who answer, delay, return,
 * vanish, object; timers that get lost; decrees that come late. Every complaint is checked against the invariants of docs/design.md; a violation
 * prints its event chain, and the exit code is 1.
 */
import * as z from 'zod';
import { command } from '../support/command.ts';
import { startDynoxide } from '../support/engine.ts';
import { progress } from '../support/progress.ts';
import { reportOf } from './simulate/report.ts';
import { simulate } from './simulate/simulate.ts';

const count = z.coerce.number().int().positive();

export default command(import.meta, {
  script: 'simulate',
  about: 'Simulates a city, and checks every complaint against the invariants of the design.',
  options: z.object({
    complaints: count.default(2000).describe('complaints filed'),
    days: count.max(700).default(365).describe('days simulated'),
    seed: count.default(1).describe('of everything random'),
  }),
  run: async ({ complaints, days, seed }) => {
    const engine = await startDynoxide();
    try {
      const begun = performance.now();
      const tick = progress('filed and checked', 2 * complaints);
      const tally = await simulate({ engine, complaints, days, seed, tick });
      console.log(reportOf(tally));
      const seconds = Math.round((performance.now() - begun) / 1000);
      console.log(`${complaints} complaints over ${days} days, seed ${seed}, in ${seconds} s.`);
      return tally.violations.length > 0 ? 1 : 0;
    } finally {
      await engine.stop();
    }
  },
});
