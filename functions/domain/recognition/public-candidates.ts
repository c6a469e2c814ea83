/**
 * Finds public duplicate candidates for somebody who is about to file a complaint. Compares service, time and public points only: no score
 * reveals what somebody wrote, or where in a cell of 100 m a complaint lies (ADR 025).
 */
import { areasOf, candidateGroups, rankCandidates, type CandidateGroup } from './candidates.ts';
import { roundedPoint } from '../complaint/public-point.ts';
import type { Area } from '../city/records.ts';
import type { Comparable, Similarity } from './similarity.ts';
import type { DuplicateCandidate } from './ports.ts';

/** Maximum age of a candidate, in days. */
const windowDays = 60;
/** Minimum score: the same service in the same kelurahan within 18 days, or within about three cells of 100 m; see docs/duplicates.md. */
const least = 0.65;
const most = 3;

type About = Pick<Comparable, 'areaCode' | 'lat' | 'long'> & { serviceCode: string };

/** Returns true for a position without an area: only then the areas decide where to look. */
export const needsAreas = ({ areaCode, lat, long }: About): boolean =>
  areaCode === undefined && lat !== undefined && long !== undefined;

/** Returns the groups to read, and since when. `areas` may be empty unless `needsAreas`. */
export function publicSearch(
  about: About,
  areas: readonly Area[],
  now: Date,
): { groups: CandidateGroup[]; since: Date } {
  const point = roundedPoint(about);
  const likely = areasOf({ ...about, ...point }, areas, now);
  // Includes complaints that have a position and no area.
  const groups = candidateGroups([about.serviceCode], [...likely, ...(point ? [undefined] : [])]);
  return { groups, since: new Date(now.getTime() - windowDays * 86_400_000) };
}

/** Returns the candidates among public complaints, best first. */
export function rankPublic(
  about: About,
  found: readonly DuplicateCandidate[],
  now: Date,
): (DuplicateCandidate & Similarity)[] {
  const target = { ...about, ...roundedPoint(about), receivedAt: now.toISOString() };
  return rankCandidates(target, found, { least, most });
}
