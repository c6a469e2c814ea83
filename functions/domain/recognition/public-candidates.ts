/**
 * Finds public duplicate candidates for somebody who is about to file a complaint. Compares service, place and time only, never texts, so
 * that no score reveals what somebody wrote.
 */
import { areasOf, candidateGroups, rankCandidates } from './candidates.ts';
import type { Area } from '../city/records.ts';
import type { Comparable, Similarity } from './similarity.ts';
import type { DuplicateCandidateReader, DuplicateCandidate } from './ports.ts';

/** Maximum age of a candidate, in days. */
const windowDays = 60;
/** Minimum score: the same service in the same kelurahan within 18 days, or within about 350 m; see docs/duplicates.md. */
const least = 0.65;
const most = 3;

type About = Pick<Comparable, 'areaCode' | 'lat' | 'long'> & { serviceCode: string };

/** Returns public candidates, best first. `areas` is called only for a position without an area. */
export async function publicCandidates(
  { candidates, areas }: { candidates: Pick<DuplicateCandidateReader, 'inGroups'>; areas: () => Promise<Area[]> },
  about: About,
  now: Date,
): Promise<(DuplicateCandidate & Similarity)[]> {
  const located = about.lat !== undefined && about.long !== undefined;
  const nearest = areasOf(about, about.areaCode === undefined && located ? await areas() : [], now);
  // Includes complaints that have a position and no area.
  const groups = candidateGroups([about.serviceCode], [...nearest, ...(located ? [undefined] : [])]);
  const found = await candidates.inGroups(groups, new Date(now.getTime() - windowDays * 86_400_000));
  const target = { ...about, receivedAt: now.toISOString() };
  return rankCandidates(
    target,
    found.filter((candidate) => candidate.public),
    { least, most },
  );
}
