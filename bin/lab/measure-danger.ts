/** Measures how well dangers are recognised: on texts written for it, and on real complaints. Prints figures only, never a text. */
import * as z from 'zod';
import { command } from '../support/command.ts';
import { progress } from '../support/progress.ts';
import { hasCorpora } from './corpora.ts';
import { falseAlarms, figuresOf, goals, hits, sets, type Corpus, corpora } from './measure-danger/figures.ts';

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

export default command(import.meta, {
  script: 'measure:danger',
  about: 'Measures how well dangers are recognised. Exits 1 below the goals. Prints figures only.',
  options: z.object({
    rows: z.boolean().optional().describe('also print the numbers of the rows recognised in the complaints'),
  }),
  run: ({ rows = false }) => {
    const recalled = measureTexts();
    if (!hasCorpora()) {
      console.log('no corpora of complaints beside this repository: false alarms not measured');
      return recalled ? 0 : 1;
    }
    return measureComplaints(rows) && recalled ? 0 : 1;
  },
});

function measureTexts(): boolean {
  const all = sets.map(({ name, texts }) => ({ name, ...figuresOf(texts) }));
  for (const { name, dangers, found, others, alarms, kinds } of all) {
    console.log(`${name}: recall ${percent(found, dangers)} of ${dangers}, false alarms ${alarms} of ${others}`);
    for (const [kind, missed] of Object.entries(kinds)) console.log(`  missed: ${kind} ${missed}`);
  }
  const sum = (key: 'dangers' | 'found'): number => all.reduce((total, one) => total + one[key], 0);
  console.log(`all: recall ${percent(sum('found'), sum('dangers'))} (goal ${100 * goals.recall} %)`);
  return sum('found') >= goals.recall * sum('dangers');
}

function measureComplaints(rows: boolean): boolean {
  const all: Corpus[] = corpora();
  const counted = all.map((corpus) => {
    const found = hits(corpus, progress(corpus.file, corpus.texts.length));
    const alarms = falseAlarms(corpus.file, found);
    const share = percent(alarms.length, corpus.texts.length);
    console.log(`${corpus.file}: ${corpus.texts.length} texts, ${found.length} recognised, false ${share}`);
    if (rows) console.log(`  rows ${found.join(' ')}\n  false or unread ${alarms.join(' ')}`);
    return { texts: corpus.texts.length, alarms: alarms.length };
  });
  const texts = counted.reduce((total, one) => total + one.texts, 0);
  const alarms = counted.reduce((total, one) => total + one.alarms, 0);
  console.log(`all complaints: false alarms ${percent(alarms, texts)} of ${texts} (goal ${100 * goals.falseAlarms} %)`);
  return alarms <= goals.falseAlarms * texts;
}
