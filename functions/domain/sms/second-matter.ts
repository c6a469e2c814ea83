/** Finds a second matter in one text: "lampu mati di Passo dan sampah menumpuk di Batu Merah". */
import { lineOf } from '../kernel/words.ts';
import { hasSubstance, readWords, type CityWords } from './said.ts';

const between = /[.;,]\s+|\s+(?:dan|trus|terus|lalu|juga|serta|sama|deng|dengan|lai)\s+/giu;

/** Returns the words of the second matter, where both halves say enough and name different services besides their places. */
export function secondMatter(text: string, city: Pick<CityWords, 'areas' | 'services'>): string | undefined {
  for (const { index, 0: joint } of text.matchAll(between)) {
    const rest = text.slice(index + joint.length);
    const [first, second] = [text.slice(0, index), rest].map((half) => readWords(lineOf(half), city).besides);
    const [one, other] = [first, second].map((half) => half && hasSubstance(half) && half.service?.service.code);
    if (one && other && one !== other) return rest;
  }
  return undefined;
}
