/** Trains the routing model from a city's own history. Texts are read, never printed or written: the model holds hashes and numbers. */
import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { parseModel } from '../../functions/domain/recognition/suggestion-model.ts';
import { loadCityData } from '../../lib/city/index.ts';
import { command } from '../support/command.ts';
import { progress } from '../support/progress.ts';
import { describe, examine } from './train-routing/examine.ts';
import { countLabels, readHistory, readLabelsMap } from './train-routing/history.ts';
import { holdOut } from './train-routing/split.ts';
import { train, trainingSteps } from './train-routing/train.ts';

const whole = z.coerce.number().int().min(1).max(1_000_000);
const schema = z.object({
  csv: z.string().meta({ value: 'FILE', description: 'the history: CSV with a header, UTF-8' }),
  'text-column': z.string().default('isi').meta({ value: 'NAME', description: "column of the complaints' texts" }),
  'label-column': z.string().default('instansi').meta({ value: 'NAME', description: 'column of the agency' }),
  'group-column': z
    .string()
    .optional()
    .meta({ value: 'NAME', description: 'column whose equal values mark copies (else found by text)' }),
  'labels-map': z
    .string()
    .optional()
    .meta({ value: 'FILE', description: 'JSON object: label → agency id, or null to leave its rows out' }),
  city: z.string().optional().meta({ value: 'NAME', description: 'check that every label is an agency of this city' }),
  out: z.string().optional().meta({ value: 'FILE', description: 'where the model goes (else only the measurement)' }),
  'min-rows': whole.default(20).describe('agencies with fewer rows are not learnt'),
  'max-bytes': whole.default(290_000).describe('most bytes of the file'),
  seed: whole.default(1).describe('of splits and order'),
});

export default command(import.meta, {
  script: 'train:routing',
  about: "Trains the routing model from a city's own history; see docs/routing-suggestion.md.",
  options: schema,
  run: trainModel,
});

function checkAgencies(city: string, labels: readonly string[]): void {
  const known = new Set(loadCityData(city).agencies.map(({ id }) => id));
  const strangers = labels.filter((label) => !known.has(label));
  if (strangers.length > 0)
    throw new Error(`no agencies of ${city}: ${strangers.join(', ')}\nName them in --labels-map, or map them to null.`);
}

function trainModel(options: z.infer<typeof schema>): void {
  const { 'min-rows': minRows, 'max-bytes': maxBytes, seed } = options;
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
