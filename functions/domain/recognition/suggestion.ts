/**
 * Which agencies a complaint without a service code may belong to: the top three for the coordinator, who decides.
 * A suggestion never routes anything by itself.
 */
import type { RoutingModel } from './suggestion-model.ts';
import { featuresOf } from './suggestion-tokens.ts';

/** One candidate. From a model: an agency. From keywords: a service, its agency when it is fixed, and the words found. */
export type Suggestion = {
  source: 'model' | 'keywords';
  agencyId?: string;
  /** The agency is the kecamatan in which the complaint lies. */
  byDistrict?: true;
  serviceCode?: string;
  /** 0 to 1; the model's is calibrated: of suggestions at 0.7, about 7 in 10 were right on unseen texts. */
  confidence: number;
  /** The city's own keywords that were found, never other words of the complaint. */
  why?: string[];
};

/** How many candidates a coordinator is shown. */
export const suggestionCount = 3;

/** Row of a feature in the model, or -1: the keys ascend, so at most ceil(log2(keys + 1)) are read. */
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

/** Softmax in place: scores become probabilities. */
export function softmax(scores: Float64Array): Float64Array {
  const most = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (let c = 0; c < scores.length; c += 1) sum += scores[c] = Math.exp((scores[c] ?? 0) - most);
  for (let c = 0; c < scores.length; c += 1) scores[c] = (scores[c] ?? 0) / sum;
  return scores;
}

/** Probability of each column of the model, or undefined when the text holds nothing that the model knows. */
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
  // Dividing by the root of the count keeps long texts from being surer than short ones only for their length.
  return softmax(sums.map((sum, c) => (bias[c] ?? 0) + (sum * (scales[c] ?? 0)) / Math.sqrt(known)));
}

/** The model's best agencies for a text, best first; none when the text holds nothing that the model knows. */
export function suggestAgencies(model: RoutingModel, text: string): Suggestion[] {
  const chances = probabilities(model, featuresOf(text));
  if (!chances) return [];
  return model.labels
    .map((agencyId, c): Suggestion => ({ source: 'model', agencyId, confidence: chances[c] ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, suggestionCount);
}
