/** A city's own routing model, trained by `npm run train:routing` and placed beside its data: `lib/city/<name>/routing-model.json`. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { largestModel, parseModel } from '../../functions/domain/recognition/suggestion-model.ts';
import type { CityData } from './read.ts';

/** Name of the file, in the city's folder and beside the function's code. */
export const routingModelFile = 'routing-model.json';

/**
 * The model as it will lie beside follow-up's code, or undefined when the city has none: its keywords suggest then. Throws when it is too large,
 * cannot be read, or names agencies that the city does not have, so that a fault stops the synthesis.
 */
export function routingModelOf(
  { agencies }: Pick<CityData, 'agencies'>,
  name: string,
  root = import.meta.dirname,
): string | undefined {
  const file = path.join(root, name, routingModelFile);
  if (!existsSync(file)) return undefined;
  const json = readFileSync(file, 'utf8');
  const size = Buffer.byteLength(json);
  if (size > largestModel) throw new Error(`${file}: ${size} bytes, at most ${largestModel}`);
  const { labels } = parseModel(json);
  const known = new Set(agencies.map(({ id }) => id));
  const strangers = labels.filter((label) => !known.has(label));
  if (strangers.length > 0) throw new Error(`${file}: no agencies of ${name}: ${strangers.join(', ')}`);
  return json;
}
