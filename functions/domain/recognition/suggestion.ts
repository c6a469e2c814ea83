/**
 * Suggests the three most probable agencies of a complaint without a service code to the coordinator, who decides. A suggestion never
 * routes a complaint.
 */
import type { RoutingModel } from './suggestion-model.ts';
import { featuresOf } from './suggestion-tokens.ts';

/** One suggestion. From a model: an agency. From keywords: a service, its agency when it is fixed, and the keywords found. */
export type Suggestion = {
  source: 'model' | 'keywords';
  agencyId?: string;
  /** The owner is the kecamatan in which the complaint lies. */
  byDistrict?: true;
  serviceCode?: string;
  /** 0 to 1. The model's confidence is calibrated: of suggestions at 0.7, about 7 in 10 were right on unseen texts. */
  confidence: number;
  /** The city's keywords that were found; never other words of the complaint. */
  why?: string[];
};

/** Number of suggestions shown to a coordinator. */
export const suggestionCount = 3;

/** Returns the row of a feature in the model, or -1, by binary search over the ascending keys. */
function rowOf(keys: Uint32Array, feature: number): number {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const key = keys[middle] ?? 0;
    if (key === feature) return middle;
    if (key < feature) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Turns scores into probabilities in place (softmax). */
export function softmax(scores: Float64Array): Float64Array {
  const most = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (let c = 0; c < scores.length; c += 1) sum += scores[c] = Math.exp((scores[c] ?? 0) - most);
  for (let c = 0; c < scores.length; c += 1) scores[c] = (scores[c] ?? 0) / sum;
  return scores;
}

/** Returns the probability of each column of the model; undefined when the model knows no feature of the text. */
export function probabilities(model: RoutingModel, features: readonly number[]): Float64Array | undefined {
  const { columns, keys, weights, scales, bias } = model;
  const sums = new Float64Array(columns);
  let known = 0;
  for (const feature of features) {
    const row = rowOf(keys, feature);
    if (row < 0) continue;
    known += 1;
    for (let c = 0; c < columns; c += 1) sums[c] = (sums[c] ?? 0) + (weights[row * columns + c] ?? 0);
  }
  if (known === 0) return undefined;
  // Dividing by the root of the count prevents long texts from scoring higher only for their length.
  return softmax(sums.map((sum, c) => (bias[c] ?? 0) + (sum * (scales[c] ?? 0)) / Math.sqrt(known)));
}

/** Returns the model's best agencies for a text; none when the model knows no feature of the text. */
export function suggestAgencies(model: RoutingModel, text: string): Suggestion[] {
  const chances = probabilities(model, featuresOf(text));
  if (!chances) return [];
  return model.labels
    .map((agencyId, c): Suggestion => ({ source: 'model', agencyId, confidence: chances[c] ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, suggestionCount);
}
