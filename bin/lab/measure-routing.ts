/**
 * Measures the routing suggestion on real complaints. Design choices and hyper-parameters were made on the learning part of split 42, so its
 * held-out 30 % is the figure to quote. The five folds use all rows: they show the spread and may be slightly optimistic.
 */
import * as z from 'zod';
import { command } from '../support/command.ts';
import { progress } from '../support/progress.ts';
import { corpus, dataOption } from './corpora.ts';
import { keywordMarks } from './train-routing/keyword-marks.ts';
import { describe, examine, type Marks } from './train-routing/examine.ts';
import { countLabels, readHistory, type Row } from './train-routing/history.ts';
import { plainBayes } from './train-routing/plain-bayes.ts';
import { foldsOf, holdOut } from './train-routing/split.ts';
import { timeTexts } from './train-routing/time-texts.ts';
import { train, trainingSteps } from './train-routing/train.ts';

/** Split 42 is the one whose held-out part no choice has seen. */
const seed = 42;
const folds = 5;
const settings = { minRows: 1, maxBytes: 290_000, seed: 1, trainedAt: new Date() };

const spread = (values: readonly number[]): string => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return `${mean.toFixed(3)} (sd ${Math.sqrt(variance).toFixed(3)})`;
};

function crossValidate(rows: readonly Row[], agencies: string[], tick: () => void): { model: Marks; bayes: Marks }[] {
  const fold = foldsOf(rows, folds, seed);
  return Array.from({ length: folds }, (_, k) => {
    const learn = rows.filter((_row, i) => fold[i] !== k);
    const held = rows.filter((_row, i) => fold[i] === k);
    const file = train(learn, { ...settings, agencies }, tick);
    return { model: examine(file, held), bayes: plainBayes(agencies, learn, held) };
  });
}

function measure(name: string, csv: string, top: number, known: string): void {
  const columns = { csv, text: 'isi', label: 'instansi', duplicates: 'grup_duplikat' };
  const all = readHistory(columns);
  const agencies = countLabels(all)
    .slice(0, top)
    .map(([label]) => label);
  const rows = readHistory(columns, {}, (label) => agencies.includes(label));
  const others = all.length > rows.length;
  const tick = progress(name, trainingSteps * (1 + folds + (others ? 1 : 0)));
  const { learn, examine: held } = holdOut(rows, seed);
  const file = train(learn, { ...settings, agencies }, tick);
  const marks = examine(file, held);
  const crossed = crossValidate(rows, agencies, tick);
  console.log(
    `\n${name}: ${rows.length} rows, ${agencies.length} agencies, ${new Set(rows.map((r) => r.group)).size} distinct texts`,
  );
  console.log(`  to beat       naive Bayes ${known}`);
  console.log(`  same split    naive Bayes ${describe(plainBayes(agencies, learn, held))}`);
  console.log(`  held-out 30 % ${describe(marks)}`);
  for (const key of ['top1', 'top3', 'macroF1'] as const) {
    const [ours, bayes] = [crossed.map(({ model }) => model[key]), crossed.map((each) => each.bayes[key])];
    console.log(`  five folds    ${key} ${spread(ours)}; naive Bayes ${spread(bayes)}`);
  }
  if (others) {
    const split = holdOut(all, seed);
    const whole = examine(train(split.learn, { ...settings, agencies }, tick), split.examine);
    console.log(`  all agencies  ${describe(whole)} (rows of the others count as wrong)`);
  }
  console.log(`  model         ${Buffer.byteLength(JSON.stringify(file))} bytes`);
  const { median, p99, most, loading } = timeTexts(file, csv);
  console.log(`  per text      median ${median} ms, p99 ${p99} ms, most ${most} ms; reading the model ${loading} ms`);
  console.log('  confidence    rows  said  right');
  for (const [i, { count, confidence, right }] of marks.calibration.entries()) {
    if (count === 0) continue;
    const cells = [String(count).padStart(5), confidence.toFixed(2), right.toFixed(2)];
    console.log(`    0.${i} to ${i === 9 ? '1.0' : `0.${i + 1}`} ${cells.join('  ')}`);
  }
}

export default command(import.meta, {
  script: 'measure:routing',
  about: 'Measures the routing suggestion on real complaints (not in this repository). Prints figures only.',
  options: z.object(dataOption),
  run: ({ data }) => {
    measure('Bandung', corpus('bandung-sp4n-lapor.csv', data), 4, 'top-1 90 %');
    measure('Surabaya', corpus('surabaya-mediacenter.csv', data), 20, 'top-1 77 %, top-3 90 %, macro-F1 0.39');
    console.log(
      "\nKeyword rules of Ambon, on Surabaya's rows whose agency has a counterpart (a judgement, not a source):",
    );
    console.log(`  ${keywordMarks(data)}`);
  },
});
