/** Selects where to look for duplicate candidates of a complaint, and ranks those found (docs/duplicates.md). */
import { isValidOn, type Area } from '../city/records.ts';
import { distanceBetween, similarity, type Comparable, type Similarity } from './similarity.ts';

/** A partition of the index of duplicate candidates: open complaints of one service in one area; either may be absent. */
export type CandidateGroup = { serviceCode?: string | undefined; areaCode?: string | undefined };

/** Returns every pair of these services and areas once, except the pair without either. */
export function candidateGroups(
  services: readonly (string | undefined)[],
  areas: readonly (string | undefined)[],
): CandidateGroup[] {
  const [eachService, eachArea] = [new Set(services), new Set(areas)];
  return [...eachService]
    .flatMap((serviceCode) => [...eachArea].map((areaCode) => ({ serviceCode, areaCode })))
    .filter(({ serviceCode, areaCode }) => (serviceCode ?? areaCode) !== undefined);
}

/** Areas searched for a position: the two nearest, because only the areas' centres are known. */
const nearestAreas = 2;

/** Returns the areas in which a complaint may lie: the one it names, else those with the nearest centres. */
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

/** Scores candidates against a complaint; returns those that score at least `least`, best first, at most `most`. */
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
