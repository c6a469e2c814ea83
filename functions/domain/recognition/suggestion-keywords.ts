/** Suggests services by the keywords found in a text, for a city without a model. */
import type { Service } from '../city/records.ts';
import { suggestionCount, type Suggestion } from './suggestion.ts';
import { wordsOf } from './suggestion-tokens.ts';

/** Maximum words between the words of a keyword: "jalan di depan rumah rusak" contains "jalan rusak". */
const widestGap = 3;

/** Weight of a keyword found with gaps: half, because its words may belong to two different things. */
const gapWeight = 0.5;

/**
 * Added to the sum of all scores before dividing by it: one keyword of one word gives 1/2, of two words 4/5. On Surabaya's texts this is
 * cautious: of first suggestions at 0.5, 66 % were right (docs/routing-suggestion.md).
 */
const doubt = 1;

/** Returns true for the same word, apart from the clitics of colloquial Indonesian: lampunya, lampuku, lampulah. */
function sameWord(word: string | undefined, keyword: string): boolean {
  if (word === undefined || !word.startsWith(keyword)) return false;
  return word === keyword || /^(nya|ku|mu|lah|kah|pun)$/.test(word.slice(keyword.length));
}

/** Returns how well a keyword's words occur in order in a text: 1 adjacent, less with gaps, 0 not at all. */
function found(text: readonly string[], keyword: readonly string[]): number {
  let best = 0;
  const [first = '', ...others] = keyword;
  for (let start = 0; start < text.length && best < 1; start += 1) {
    if (!sameWord(text[start], first)) continue;
    // "RT 03", "SD 5": a single word followed by a number is a place, not a subject.
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

/** Returns up to three services whose keywords occur in the text, best first, each with its agency and the keywords found. */
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
      // Two words are worth more than twice one word; a keyword of several services is worth less for each.
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
