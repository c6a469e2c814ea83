/**
 * A year of a city's complaints through the use cases and the real adapters, the clock driven: people who answer, dawdle, return, vanish,
 * object; timers that get lost; decrees that come late. Every complaint is held against the invariants of the design. Exits 1 on a violation,
 * and shows the event chain that breaks it.
 *
 *   npm run simulate -- --complaints 2000 --days 365 --seed 1
 */
import { parseArgs } from 'node:util';
import { progress } from './replay-complaints/progress.ts';
import { reportOf } from './simulate/report.ts';
import { simulate } from './simulate/simulate.ts';
import { startDynoxide } from '../support/engine.ts';

const { values } = parseArgs({
  options: {
    complaints: { type: 'string', default: '2000' },
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: '1' },
  },
});
const [complaints, days, seed] = [values.complaints, values.days, values.seed].map(Number) as [number, number, number];
if (![complaints, days, seed].every((n) => Number.isInteger(n) && n > 0) || days > 700) {
  console.error('--complaints, --days (at most 700) and --seed are whole numbers above 0');
  process.exit(1);
}

const engine = await startDynoxide();
try {
  const begun = performance.now();
  const tally = await simulate({ engine, complaints, days, seed, tick: progress('filed and checked', 2 * complaints) });
  console.log(reportOf(tally));
  console.log(
    `${complaints} complaints over ${days} days, seed ${seed}, in ${Math.round((performance.now() - begun) / 1000)} s.`,
  );
  if (tally.violations.length > 0) process.exitCode = 1;
} finally {
  await engine.stop();
}
