/** Where duplicate candidates of a complaint are looked for, and which of those found are worth a look (docs/duplicates.md). */
import { isValidOn, type Area } from '../city/records.ts';
import { distanceBetween, similarity, type Comparable, type Similarity } from './similarity.ts';

/** A partition of the index of duplicate candidates: open complaints of one service in one area, either of which may be missing. */
export type CandidateGroup = { serviceCode?: string | undefined; areaCode?: string | undefined };

/** All pairs of these services and areas, each once; what names neither is in no group. */
export function candidateGroups(
  services: readonly (string | undefined)[],
  areas: readonly (string | undefined)[],
): CandidateGroup[] {
  const [eachService, eachArea] = [new Set(services), new Set(areas)];
  return [...eachService]
    .flatMap((serviceCode) => [...eachArea].map((areaCode) => ({ serviceCode, areaCode })))
    .filter(({ serviceCode, areaCode }) => (serviceCode ?? areaCode) !== undefined);
}

/** How many areas a position may lie in: only centres are known, so the two nearest. */
const nearestAreas = 2;

/** The areas in which something may lie: the one it names, else those whose centres are nearest to its position. */
export function areasOf(
  { areaCode, lat, long }: Pick<Comparable, 'areaCode' | 'lat' | 'long'>,
  all: readonly Area[],
  now: Date,
): string[] {
  if (areaCode !== undefined) return [areaCode];
  return all
    .filter((area) => isValidOn(area, now))
    .flatMap((area) => {
      const metres = distanceBetween({ lat, long }, area);
      return metres === undefined ? [] : [{ code: area.code, metres }];
    })
    .toSorted((a, b) => a.metres - b.metres)
    .slice(0, nearestAreas)
    .map(({ code }) => code);
}

/** Scores candidates against a complaint: the best first, of those that reach `least`, at most `most`. */
export function rankCandidates<C extends Comparable & { id: string }>(
  target: Comparable,
  candidates: readonly C[],
  { least, most }: { least: number; most: number },
): (C & Similarity)[] {
  return candidates
    .map((candidate) => ({ ...candidate, ...similarity(target, candidate) }))
    .filter(({ score }) => score >= least)
    .toSorted((a, b) => b.score - a.score || b.receivedAt.localeCompare(a.receivedAt))
    .slice(0, most);
}
