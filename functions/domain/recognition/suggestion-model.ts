/** Schema and parser of a city's routing model: one JSON file of at most 300 kB that contains no text and no word. */
import * as z from 'zod';
import { hashBits, tokenizerVersion } from './suggestion-tokens.ts';

/** Maximum size of a stored model in bytes (docs/routing-suggestion.md). */
export const largestModel = 300_000;

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const share = z.number().min(0).max(1);

const file = z.strictObject({
  format: z.literal('tanggap-routing/1'),
  tokenizer: z.literal(tokenizerVersion),
  /** First 12 hex digits of the SHA-256 of features and weights, which identify the model in events and logs. */
  version: z.string().regex(/^[0-9a-f]{12}$/),
  trainedAt: z.iso.datetime(),
  /** Training data: rows, distinct texts, rows whose agency was too rare to learn. */
  counts: z.strictObject({ rows: z.int(), texts: z.int(), rare: z.int() }),
  /** Measured on held-out texts, before the last training on all rows. */
  heldOut: z.strictObject({ rows: z.int(), top1: share, top3: share, macroF1: share }).optional(),
  /** Agency ids (or the history's own labels), in the order of the weights' columns. */
  labels: z.array(z.string().min(1).max(120)).min(1).max(500),
  /** True when an additional last column stands for all agencies too rare to learn; it is never suggested. */
  rest: z.boolean(),
  bias: z.array(z.number()),
  /** Value of one unit of a weight, per column. */
  scales: z.array(z.number().positive()),
  /** Ascending 24-bit hashes, three bytes each, big-endian. */
  features: bytes,
  /** Signed bytes, one row per feature. */
  weights: bytes,
});

/** The file before its base64 is decoded. */
export type ModelFile = z.input<typeof file>;

/** A decoded model, ready to score. */
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

/** Parses a stored model, given as JSON or its text; throws a ZodError that names what is wrong. */
export function parseModel(json: unknown): RoutingModel {
  return routingModel.parse(typeof json === 'string' ? JSON.parse(json) : json);
}
