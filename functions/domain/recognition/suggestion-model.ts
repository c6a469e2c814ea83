/** The routing model as a city stores it: one JSON file, at most 300 kB, with no text and no word in it. */
import * as z from 'zod';
import { hashBits, tokenizerVersion } from './suggestion-tokens.ts';

/** Most bytes of a stored model (issue 3, item 6). */
export const largestModel = 300_000;

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const share = z.number().min(0).max(1);

const file = z.strictObject({
  format: z.literal('tanggap-routing/1'),
  tokenizer: z.literal(tokenizerVersion),
  /** First 12 hex digits of the SHA-256 of features and weights: names the model in events and logs. */
  version: z.string().regex(/^[0-9a-f]{12}$/),
  trainedAt: z.iso.datetime(),
  /** What it learned from: rows, distinct texts, rows whose agency was too rare to learn. */
  counts: z.strictObject({ rows: z.int(), texts: z.int(), rare: z.int() }),
  /** On texts kept out of training, before the last training on all rows. */
  heldOut: z.strictObject({ rows: z.int(), top1: share, top3: share, macroF1: share }).optional(),
  /** Agency ids (or the history's own labels) in the order of the weights' columns. */
  labels: z.array(z.string().min(1).max(120)).min(1).max(500),
  /** True when one more, last column stands for all agencies too rare to learn: it is never suggested. */
  rest: z.boolean(),
  bias: z.array(z.number()),
  /** Value of one step of a weight, per column. */
  scales: z.array(z.number().positive()),
  /** Ascending 24-bit hashes, three bytes each, big end first. */
  features: bytes,
  /** Signed bytes, one row per feature. */
  weights: bytes,
});

/** The file as written: before the base64 is read. */
export type ModelFile = z.input<typeof file>;

/** A model ready to score. */
const routingModel = file.transform((read, context) => {
  const columns = read.labels.length + (read.rest ? 1 : 0);
  const count = read.features.length / (hashBits / 8);
  const keys = Uint32Array.from({ length: Math.floor(count) }, (_, i) => {
    const [a = 0, b = 0, c = 0] = read.features.subarray(3 * i, 3 * i + 3);
    return (a << 16) | (b << 8) | c;
  });
  const whole =
    Number.isInteger(count) &&
    read.weights.length === count * columns &&
    read.bias.length === columns &&
    read.scales.length === columns &&
    keys.every((key, i) => i === 0 || key > (keys[i - 1] ?? key));
  if (!whole) context.addIssue({ code: 'custom', message: 'features, weights, bias, scales and labels do not fit' });
  return { ...read, columns, keys, weights: new Int8Array(read.weights.buffer) };
});
export type RoutingModel = z.infer<typeof routingModel>;

/** Reads a stored model (the parsed JSON or its text); throws a ZodError that says what is wrong with it. */
export function parseModel(json: unknown): RoutingModel {
  return routingModel.parse(typeof json === 'string' ? JSON.parse(json) : json);
}
