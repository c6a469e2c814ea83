/** Trains a routing model from the rows of a history. */
import { createHash } from 'node:crypto';
import type { ModelFile } from '../../../functions/domain/recognition/suggestion-model.ts';
import { hashBits, tokenizerVersion } from '../../../functions/domain/recognition/suggestion-tokens.ts';
import { calibrate, innerFolds } from './calibrate.ts';
import { countLabels, type Row } from './history.ts';
import { fit, heated, type Linear } from './linear.ts';
import { rankFeatures, ranker } from './select.ts';

export type Options = {
  /** An agency with fewer rows is too rare to learn; such rows share one column that is never suggested. */
  minRows: number;
  /** Names of the agencies to learn, in place of `minRows`. */
  agencies?: readonly string[];
  /** Most bytes of the file. */
  maxBytes: number;
  seed: number;
  trainedAt: Date;
};

/** Steps reported to `tick` by one training: the inner folds and the last fit. */
export const trainingSteps = innerFolds + 1;

/** Bytes kept for labels, biases, scales and the rest of the JSON, per column and once. */
const perColumn = 170;
const onceForAll = 1000;

/** Base64 spends 4 bytes on 3. */
function mostFeatures(columns: number, maxBytes: number): number {
  const room = ((maxBytes - onceForAll - perColumn * columns) * 3) / 4;
  const most = Math.floor(room / (hashBits / 8 + columns));
  if (most < 100) throw new Error(`no room for ${columns} agencies in ${maxBytes} bytes: raise --min-rows`);
  return most;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
/** Six digits are far finer than the quantised weights. */
const rounded = (value: number): number => Number(value.toPrecision(6));

/** Ascending features, and weights as signed bytes with one scale per column. */
function quantise({ columns, weights, bias }: Linear, features: readonly number[]) {
  const order = [...features.keys()].sort((a, b) => (features[a] ?? 0) - (features[b] ?? 0));
  const most = new Float64Array(columns);
  weights.forEach((weight, i) => (most[i % columns] = Math.max(most[i % columns] ?? 0, Math.abs(weight))));
  const scales = [...most].map((largest) => rounded(largest > 0 ? largest / 127 : 1));
  const packed = new Int8Array(order.length * columns);
  order.forEach((from, to) => {
    for (let c = 0; c < columns; c += 1) {
      const steps = Math.round((weights[from * columns + c] ?? 0) / (scales[c] ?? 1));
      packed[to * columns + c] = Math.max(-127, Math.min(127, steps));
    }
  });
  const keys = Uint8Array.from(order.flatMap((i) => [16, 8, 0].map((shift) => ((features[i] ?? 0) >>> shift) & 0xff)));
  return { keys, packed: new Uint8Array(packed.buffer), scales, bias: [...bias].map(rounded) };
}

/** Trains on all rows given; the same rows, options and seed give the same file. */
export function train(rows: readonly Row[], options: Options, tick: () => void = () => {}): ModelFile {
  const { agencies, minRows } = options;
  const frequent = countLabels(rows).flatMap(([label, count]) => (count >= minRows ? label : []));
  const labels = agencies ? [...agencies] : frequent;
  if (labels.length < 2) throw new Error(`fewer than two agencies have ${minRows} rows: nothing to tell apart`);
  const index = new Map(labels.map((label, i) => [label, i]));
  const columnOf = (label: string): number => index.get(label) ?? labels.length;
  const rare = rows.filter(({ label }) => !index.has(label)).length;
  const columns = labels.length + (rare > 0 ? 1 : 0);
  const task = { rows, columnOf, columns, most: mostFeatures(columns, options.maxBytes) };
  const heat = calibrate(task, options.seed, tick);
  const features = rankFeatures(rows, columnOf, columns, task.most);
  if (features.length === 0) throw new Error('the texts have too little in common to learn from');
  const rank = ranker(features);
  const examples = rows.map((row) => ({ ranks: rank(row), column: columnOf(row.label) }));
  const model = heated(fit(examples, features.length, columns, options.seed), heat);
  const { keys, packed, scales, bias } = quantise(model, features);
  tick();
  return {
    format: 'tanggap-routing/1',
    tokenizer: tokenizerVersion,
    version: createHash('sha256').update(keys).update(packed).digest('hex').slice(0, 12),
    trainedAt: options.trainedAt.toISOString(),
    counts: { rows: rows.length, texts: new Set(rows.map(({ group }) => group)).size, rare },
    labels,
    rest: rare > 0,
    bias,
    scales,
    features: base64(keys),
    weights: base64(packed),
  };
}
