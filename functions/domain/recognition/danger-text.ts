/** Splits a text into words with the danger words that each may be, and finds patterns among them. */
import type { Compiled, Pattern } from './danger-patterns.ts';

/** Most words from the first to the last of a pattern of several parts, and of a firm one. */
const widest = { loose: 6, firm: 9 } as const;
/** Words read of a text. */
const mostWords = 600;

/** The words of a text, and where each word of the lexicon stands among them. A sentence ends at a full stop, a clause at a comma. */
export type Words = {
  sentences: readonly number[];
  clauses: readonly number[];
  labels: readonly ReadonlySet<number>[];
  at: ReadonlyMap<number, readonly number[]>;
};
/** Positions of the first and the last word. */
type Range = { from: number; to: number };
/** A pattern found. */
export type Span = Range & Pick<Pattern, 'firm'>;
type Part = Pattern['parts'][number];

const letterOf: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a' };

/** Reads a text. Digits within a word are letters (t0l0ng), and letters spelt one by one are a word. */
export function wordsIn(text: string, labelsOf: Compiled['labels']): Words {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/(?<=\p{L})[0134](?=\p{L})/gu, (digit) => letterOf[digit] ?? digit)
    .replaceAll(/(?<![\p{L}\p{N}])(?:\p{L}[ .-]){3,}\p{L}(?![\p{L}\p{N}])/gu, (spelt) => spelt.replaceAll(/[ .-]/g, ''))
    .replaceAll(/(\p{L})\1{2,}/gu, '$1');
  const sentences: number[] = [];
  const clauses: number[] = [];
  const labels: ReadonlySet<number>[] = [];
  const at = new Map<number, number[]>();
  let [sentence, clause] = [0, 0];
  for (const [part] of plain.matchAll(/\p{L}+|\p{N}+|[.?;\n]+|[,:()!]/gu)) {
    if (!/^[\p{L}\p{N}]/u.test(part)) {
      clause += 1;
      if (!/^[,:()!]/.test(part)) sentence += 1;
      continue;
    }
    const may = labelsOf(part);
    for (const label of may) at.set(label, [...(at.get(label) ?? []), sentences.length]);
    labels.push(may);
    sentences.push(sentence);
    clauses.push(clause);
    if (sentences.length === mostWords) break;
  }
  return { sentences, clauses, labels, at };
}

/** Returns the words without those in the spans. */
export function without({ at, labels, ...words }: Words, spans: readonly Range[]): Words {
  const gone = new Set(spans.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i)));
  return {
    ...words,
    labels: labels.map((may, i) => (gone.has(i) ? new Set() : may)),
    at: new Map([...at].map(([label, places]) => [label, places.filter((i) => !gone.has(i))])),
  };
}

/** Finds every place of some patterns. */
export const spansOf = (patterns: readonly Pattern[], words: Words): Span[] =>
  patterns.flatMap((pattern) => spansOfPattern(pattern, words));

function spansOfPattern({ parts: [first = [], ...others], firm }: Pattern, words: Words): Span[] {
  return occurrences(first, words).flatMap((start) => {
    const used = [start];
    for (const part of others) {
      const near = nearest(part, words, { used, most: firm ? widest.firm : widest.loose });
      if (!near) return [];
      used.push(near);
    }
    return [{ ...around(used), firm }];
  });
}

const around = (spans: readonly Range[]): Range => ({
  from: Math.min(...spans.map((s) => s.from)),
  to: Math.max(...spans.map((s) => s.to)),
});

/** Finds the occurrence of a part that keeps the span shortest, beside the parts found and in their sentence. */
function nearest(
  part: Part,
  words: Words,
  { used, most }: { used: readonly Range[]; most: number },
): Range | undefined {
  const width = (o: Range): number => {
    const all = around([...used, o]);
    return all.to - all.from;
  };
  const sentence = words.sentences[used[0]?.from ?? 0];
  return occurrences(part, words)
    .filter((o) => words.sentences[o.from] === sentence && width(o) <= most)
    .filter((o) => used.every((u) => o.to < u.from || o.from > u.to))
    .toSorted((a, b) => width(a) - width(b))[0];
}

/** Finds a sequence of steps: after its first step, each begins at most two words after the end of the one before. */
function occurrences([first = [], ...others]: Part, words: Words): Range[] {
  let found = first.flatMap((side) =>
    placesOf(side[0], words).flatMap((from) => endOf(side, from, words).map((to) => ({ from, to }))),
  );
  for (const step of others)
    found = found.flatMap(({ from, to }) => {
      const next = [to + 1, to + 2]
        .filter((i) => words.sentences[i] === words.sentences[from])
        .flatMap((i) => step.flatMap((side) => endOf(side, i, words)));
      return next.slice(0, 1).map((end) => ({ from, to: end }));
    });
  return found;
}

const placesOf = (anyOf: ReadonlySet<number> | undefined, { at }: Words): number[] => [
  ...new Set([...(anyOf ?? [])].flatMap((label) => at.get(label) ?? [])),
];

/** Returns the position of the last of some words side by side that begin at `from`; nothing where they do not stand there. */
const endOf = (side: readonly ReadonlySet<number>[], from: number, words: Words): number[] =>
  words.sentences[from] === words.sentences[from + side.length - 1] &&
  side.every((anyOf, i) => [...(words.labels[from + i] ?? [])].some((label) => anyOf.has(label)))
    ? [from + side.length - 1]
    : [];
