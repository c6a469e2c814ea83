/** Runs a city's year as wards in parallel. Each ward has its own tables and clock, so that none waits for another. */
import { instantOf } from '../../../functions/domain/kernel/zone.ts';
import type { TestEngine } from '../../support/engine.ts';
import { arrivals } from './arrivals.ts';
import { checkWard } from './check.ts';
import { simulatedCity } from './city.ts';
import { decreesOf } from './decrees.ts';
import { live, measureStages } from './live.ts';
import { createRandom } from './random.ts';
import { addTally, newTally, type Tally } from './tally.ts';
import { createWard, type Ward } from './ward.ts';

/** Its calendar has a decree that came in the middle of it, and the whole year after it is loaded. */
const startDay = '2025-01-01';
/** As many as keep the engine and this process busy at once. */
const mostWards = 6;
const leastPerWard = 50;

export type SimulationOptions = {
  engine: TestEngine;
  complaints: number;
  days: number;
  seed: number;
  /** Told of each complaint, when it is filed and when it has been checked. */
  tick: () => void;
};

export async function simulate({ engine, complaints, days, seed, tick }: SimulationOptions): Promise<Tally> {
  const wards = Math.max(1, Math.min(mostWards, Math.floor(complaints / leastPerWard)));
  const total = newTally();
  const shares = Array.from({ length: wards }, (_, i) => Math.floor((complaints + i) / wards));
  const tallies = await Promise.all(
    shares.map(async (count, i) => {
      const { ward, tally } = await liveWard({ engine, complaints: count, days, seed: seed * 1000 + i, tick });
      await checkWard(ward, tally, tick);
      return tally;
    }),
  );
  for (const tally of tallies) addTally(total, tally);
  return total;
}

/** One ward after its year, not checked yet. */
export async function liveWard(options: SimulationOptions): Promise<{ ward: Ward; tally: Tally }> {
  const { engine, complaints, days, seed, tick } = options;
  const random = createRandom(seed);
  const tally = newTally();
  const zone = 'Asia/Jayapura';
  const start = instantOf(zone, startDay);
  const decrees = decreesOf(zone, startDay, days);
  const city = simulatedCity(new Set(decrees.map((d) => d.holiday.date)));
  const ward = createWard({ client: engine.client, tables: await engine.newTables(), city, random, tally });
  const life = { ward, city, random, tally, zone };
  const end = new Date(start.getTime() + days * 86_400_000);
  await live(life, { arrivals: arrivals(random, { count: complaints, days, start }), decrees, start, end }, tick);
  await measureStages(life);
  return { ward, tally };
}
