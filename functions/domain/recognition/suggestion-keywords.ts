/** Suggestions for a city without a model: its services' keywords, found in the text. */
import type { Service } from '../city/records.ts';
import { suggestionCount, type Suggestion } from './suggestion.ts';
import { wordsOf } from './suggestion-tokens.ts';

/** Words that may lie between the words of a keyword: "jalan di depan rumah rusak" holds "jalan rusak". */
const widestGap = 3;

/** A keyword found with words between counts half: the words may belong to two different things. */
const gapWeight = 0.5;

/**
 * Added to the sum of all scores before sharing it out: one keyword of one word gives 1/2, of two words 4/5. On
 * Surabaya's texts that errs on the modest side: of first suggestions at 0.5, 66 % were right (docs/routing-suggestion.md).
 */
const doubt = 1;

/** Same word, apart from the clitics of everyday Indonesian: lampunya, lampuku, lampulah. */
function sameWord(word: string | undefined, keyword: string): boolean {
  if (word === undefined || !word.startsWith(keyword)) return false;
  return word === keyword || /^(nya|ku|mu|lah|kah|pun)$/.test(word.slice(keyword.length));
}

/** How well a keyword's words are found, in order, in the text's: 1 side by side, less with gaps, 0 not at all. */
function found(text: readonly string[], keyword: readonly string[]): number {
  let best = 0;
  const [first = '', ...others] = keyword;
  for (let start = 0; start < text.length && best < 1; start += 1) {
    if (!sameWord(text[start], first)) continue;
    // "RT 03", "SD 5": with a number behind it a single word is a place, not a subject.
    if (others.length === 0) best = text[start + 1] === '0' ? best : 1;
    else best = Math.max(best, follow(text, start, others));
  }
  return best;
}

function follow(text: readonly string[], start: number, others: readonly string[]): number {
  let at = start;
  let gap = 0;
  for (const word of others) {
    const next = text.slice(at + 1, at + 2 + widestGap).findIndex((other) => sameWord(other, word));
    if (next < 0) return 0;
    gap += next;
    at += 1 + next;
  }
  return gap === 0 ? 1 : gapWeight;
}

/** Up to three services whose keywords the text holds, best first, each with its agency and the keywords found. */
export function suggestByKeywords(services: readonly Service[], text: string): Suggestion[] {
  const words = wordsOf(text);
  const owners = new Map<string, number>();
  for (const keyword of services.flatMap((service) => service.keywords)) {
    owners.set(keyword, (owners.get(keyword) ?? 0) + 1);
  }
  const scored = services.flatMap((service) => {
    let score = 0;
    const why: string[] = [];
    for (const keyword of service.keywords) {
      const parts = wordsOf(keyword);
      // Two words say more than twice as much as one; a keyword that several services share says less of each.
      const weight = (parts.length ** 2 * found(words, parts)) / (owners.get(keyword) ?? 1);
      if (weight > 0) why.push(keyword);
      score += weight;
    }
    return score > 0 ? [{ service, score, why }] : [];
  });
  const all = scored.reduce((sum, { score }) => sum + score, doubt);
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, suggestionCount)
    .map(({ service: { code, route }, score, why }) => ({
      source: 'keywords',
      serviceCode: code,
      ...(route.agencyId === undefined ? {} : { agencyId: route.agencyId }),
      ...(route.byDistrict ? { byDistrict: true as const } : {}),
      confidence: score / all,
      why,
    }));
}
