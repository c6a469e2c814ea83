/**
 * Trains the routing model from a city's own history:
 * `npm run train:routing -- --csv riwayat.csv --text-column isi --label-column instansi --labels-map peta.json --out model.json`.
 * Texts are read, never printed and never written: the file holds hashes and numbers (docs/routing-suggestion.md).
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseModel } from '../../functions/domain/recognition/suggestion-model.ts';
import { loadCityData } from '../../lib/city/index.ts';
import { progress } from './replay-complaints/progress.ts';
import { describe, examine } from './train-routing/examine.ts';
import { countLabels, readHistory, readLabelsMap } from './train-routing/history.ts';
import { holdOut } from './train-routing/split.ts';
import { train, trainingSteps } from './train-routing/train.ts';

const usage = `Options:
  --csv FILE           the history: CSV with a header, UTF-8
  --text-column NAME   column of the complaints' texts (isi)
  --label-column NAME  column of the agency each went to (instansi)
  --group-column NAME  column whose equal values mark copies of one text (none: copies are found by their text)
  --labels-map FILE    JSON object: the history's label → agency id, or null to leave its rows out
  --city NAME          check that every label is then an agency of this city, such as ambon
  --out FILE           where the model goes (none: only the measurement)
  --min-rows N         agencies with fewer rows are not learnt (20)
  --max-bytes N        most bytes of the file (290000)
  --seed N             of splits and order (1)`;

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1_000_000) return value;
  return fail(`--${name} must be a whole number from 1 to 1000000`);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      csv: { type: 'string' },
      'text-column': { type: 'string', default: 'isi' },
      'label-column': { type: 'string', default: 'instansi' },
      'group-column': { type: 'string' },
      'labels-map': { type: 'string' },
      city: { type: 'string' },
      out: { type: 'string' },
      'min-rows': { type: 'string', default: '20' },
      'max-bytes': { type: 'string', default: '290000' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  return {
    ...values,
    csv: values.csv ?? fail(`--csv is missing\n${usage}`),
    minRows: wholeNumber('min-rows', values['min-rows']),
    maxBytes: wholeNumber('max-bytes', values['max-bytes']),
    seed: wholeNumber('seed', values.seed),
  };
}

function checkAgencies(city: string, labels: readonly string[]): void {
  const known = new Set(loadCityData(city).agencies.map(({ id }) => id));
  const strangers = labels.filter((label) => !known.has(label));
  if (strangers.length === 0) return;
  fail(`no agencies of ${city}: ${strangers.join(', ')}\nName them in --labels-map, or map them to null.`);
}

function main(): void {
  const { minRows, maxBytes, seed, ...options } = readOptions();
  const columns = {
    csv: options.csv,
    text: options['text-column'],
    label: options['label-column'],
    duplicates: options['group-column'],
  };
  const rows = readHistory(columns, options['labels-map'] === undefined ? {} : readLabelsMap(options['labels-map']));
  const learnt = countLabels(rows).filter(([, count]) => count >= minRows);
  console.log(`${rows.length} rows, ${new Set(rows.map(({ group }) => group)).size} distinct texts`);
  console.log(`${learnt.length} agencies with at least ${minRows} rows`);
  const names = learnt.map(([label]) => label);
  if (options.city !== undefined) checkAgencies(options.city, names);

  const settings = { minRows, maxBytes, seed, trainedAt: new Date() };
  const { learn, examine: held } = holdOut(rows, seed);
  const tick = progress('training steps', 2 * trainingSteps);
  // The same agencies in both trainings: seven tenths of a frequent agency's rows may be fewer than minRows.
  const heldOut = examine(train(learn, { ...settings, agencies: names }, tick), held);
  const file = train(rows, { ...settings, agencies: names }, tick);
  console.log(`held out (trained on the other 70 %): ${describe(heldOut)}`);
  const { rows: heldRows, top1, top3, macroF1 } = heldOut;
  const json = JSON.stringify({ ...file, heldOut: { rows: heldRows, top1, top3, macroF1 } });
  const featureCount = parseModel(json).keys.length;
  console.log(
    `model ${file.version}: ${file.labels.length} agencies, ${featureCount} features, ${Buffer.byteLength(json)} bytes`,
  );
  if (options.out === undefined) return;
  writeFileSync(options.out, `${json}\n`);
  console.log(`written to ${options.out}`);
}

try {
  main();
} catch (error) {
  // Only the message: an error's other properties may hold a row of the history.
  fail(error instanceof Error ? error.message : String(error));
}
