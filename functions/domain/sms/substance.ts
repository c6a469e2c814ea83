/** Decides whether an SMS says enough for somebody to act on it, and finds the service it is about. */
import type { Service } from '../city/records.ts';
import { fillers, greetings } from './command-words.ts';
import { suggestByKeywords } from '../recognition/suggestion-keywords.ts';
import { wordsOf } from '../kernel/words.ts';

/** "Lampu mati" is a report; "lampu" and "tolong pak" are none yet. */
const fewestWords = 2;
const shortestWord = 3;

export const hasSubstance = (text: string): boolean => tellingWords(text) >= fewestWords;

/** Counts the different words that say something. */
export function tellingWords(text: string): number {
  const telling = wordsOf(text).filter(
    ({ word }) => word.length >= shortestWord && /\p{L}/u.test(word) && !greetings.has(word) && !fillers.has(word),
  );
  return new Set(telling.map(({ word }) => word)).size;
}

/** From this confidence on the service is recorded for the coordinator. On Surabaya's texts 66 % of such first suggestions were right. */
const worthNoting = 0.5;
/** From this confidence on the report may be forwarded without a person: two words of a keyword side by side, such as "lampu mati". */
const beyondDoubt = 0.75;

/** Returns the service by the directory's keywords; `certain` when its clear owner may get the report at once. */
export function serviceIn(
  text: string,
  services: readonly Service[],
): { service: Service; certain: boolean } | undefined {
  const [best] = suggestByKeywords(services, text);
  const service = best && services.find((s) => s.code === best.serviceCode);
  if (!best || !service || best.confidence < worthNoting) return undefined;
  return { service, certain: best.confidence >= beyondDoubt };
}
