/** Scores the ranked candidates against the copies that a history marks. */
import type { Case, Ranked } from './rank.ts';

export type Marks = {
  /** Complaints with a marked copy among the earlier ones of the window, wherever it stands. */
  withCopy: number;
  first: number;
  top3: number;
  thresholds: {
    score: number;
    suggested: number;
    precision: number;
    nearPrecision: number;
    recall: number;
    bothered: number;
  }[];
};

/** Candidates shown to people. */
const shown = 3;
const scores = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8];
const windowMs = 60 * 86_400_000;

export function marksOf(cases: readonly Case[], ranked: readonly Ranked[]): Marks {
  const copyOf = (i: number, j: number): boolean => cases[i]?.copy !== undefined && cases[i].copy === cases[j]?.copy;
  const nearOf = (i: number, j: number): boolean => copyOf(i, j) || cases[i]?.near === cases[j]?.near;
  const withCopy = [...cases.keys()].filter((i) => hasCopy(cases, i));
  const rankOf = (i: number): number => ranked[i]?.findIndex(({ earlier }) => copyOf(i, earlier)) ?? -1;
  const within = (limit: number): number => withCopy.filter((i) => rankOf(i) >= 0 && rankOf(i) < limit).length;
  return {
    withCopy: withCopy.length,
    first: within(1) / withCopy.length,
    top3: within(shown) / withCopy.length,
    thresholds: scores.map((score) => {
      const pairs = ranked.flatMap((found, i) =>
        found.slice(0, shown).flatMap((f) => (f.score >= score ? [{ i, earlier: f.earlier }] : [])),
      );
      const right = pairs.filter(({ i, earlier }) => copyOf(i, earlier)).length;
      const near = pairs.filter(({ i, earlier }) => nearOf(i, earlier)).length;
      const found = new Set(pairs.filter(({ i, earlier }) => copyOf(i, earlier)).map(({ i }) => i)).size;
      return {
        score,
        suggested: pairs.length,
        precision: right / pairs.length,
        nearPrecision: near / pairs.length,
        recall: found / withCopy.length,
        bothered: new Set(pairs.map(({ i }) => i)).size / cases.length,
      };
    }),
  };
}

function hasCopy(cases: readonly Case[], i: number): boolean {
  const { copy, complaint } = cases[i]!;
  if (copy === undefined) return false;
  const at = Date.parse(complaint.receivedAt);
  for (let j = i - 1; j >= 0; j -= 1) {
    const other = cases[j]!;
    if (at - Date.parse(other.complaint.receivedAt) > windowMs) return false;
    if (other.copy === copy) return true;
  }
  return false;
}
