/** Plays written dialogues of citizens and counts those that came out as wanted, and those that did harm. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { loadCityData } from '../../lib/city/index.ts';
import { command } from '../support/command.ts';
import { play } from './measure-dialogue/play.ts';

const written = path.join(import.meta.dirname, 'measure-dialogue', 'dialogues.txt');

export default command(import.meta, {
  script: 'measure:dialogue',
  about: 'Plays the written dialogues by SMS; prints each that did not come out as wanted, and the share that did.',
  options: z.object({ file: z.string().default(written).meta({ description: 'the dialogues, in the same form' }) }),
  run: ({ file }) => {
    const { total, right, harmful } = measure(file);
    console.log(`${total} dialogues, ${right} right (${((100 * right) / total).toFixed(1)} %), ${harmful} harmful`);
  },
});

/** Plays every dialogue of a file and prints what went wrong. */
export function measure(file: string = written): { total: number; right: number; harmful: number } {
  const city = loadCityData('ambon');
  const dialogues = readFileSync(file, 'utf8')
    .split(/^== /m)
    .slice(1)
    .map((text) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#')));
  const played = dialogues.map(([name = '', ...lines]) => ({ name, misses: play(lines, city) }));
  for (const { name, misses } of played)
    for (const miss of misses)
      console.log(`${name}: "${miss.said}" wanted ${miss.wanted}, got ${miss.got}${miss.harmful ? ' HARMFUL' : ''}`);
  return {
    total: played.length,
    right: played.filter(({ misses }) => misses.length === 0).length,
    harmful: played.filter(({ misses }) => misses.some((miss) => miss.harmful)).length,
  };
}
