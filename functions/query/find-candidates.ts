/**
 * Finds public duplicate candidates before filing (`POST /v1/complaints/candidates`). Stores nothing; it is a POST because a place in a URL
 * would be logged by every proxy.
 */
import * as z from 'zod';
import { isOpen, isPublic, type Complaint } from '../domain/complaint/complaint.ts';
import { isValidOn } from '../domain/city/records.ts';
import { InvalidInput } from '../domain/kernel/errors.ts';
import type { Similarity } from '../domain/recognition/similarity.ts';
import { orNull } from '../domain/kernel/members.ts';
import type { CityContext, Directory } from '../domain/city/ports.ts';
import type { DuplicateCandidateReader } from '../domain/recognition/ports.ts';
import { needsAreas, publicSearch, rankPublic } from '../domain/recognition/public-candidates.ts';
import { statusOf } from '../http/views/complaint-view.ts';
import type { CandidateList } from '../http/views/duplicate-schemas.ts';
import { lineOfText } from '../http/views/text-schema.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = CityContext & { candidates: DuplicateCandidateReader };

/** Body: the service and the place of the report to be filed. */
export const candidateQuery = z.strictObject({
  serviceCode: lineOfText(1, 40),
  location: z
    .strictObject({
      areaCode: lineOfText(1, 20).optional(),
      lat: z.number().min(-90).max(90).optional(),
      long: z.number().min(-180).max(180).optional(),
    })
    .refine((l) => (l.lat === undefined) === (l.long === undefined), {
      path: ['lat'],
      message: 'lat and long come together',
    })
    .refine((l) => l.areaCode !== undefined || l.lat !== undefined, {
      path: ['areaCode'],
      message: 'areaCode, or lat and long',
    }),
});

/** Returns the candidates, best first. Throws InvalidInput. */
export function findCandidates(deps: Deps) {
  return async (body: unknown): Promise<CandidateList> => {
    const { serviceCode, location } = readInput(candidateQuery, body);
    const now = deps.clock.now();
    const [service, area] = await Promise.all([
      deps.directory.service(serviceCode),
      deps.directory.area(location.areaCode),
    ]);
    const faults = [
      ...(service && isValidOn(service, now) ? [] : [{ field: 'serviceCode', message: 'unknown service' }]),
      ...(location.areaCode === undefined || area ? [] : [{ field: 'location.areaCode', message: 'unknown area' }]),
    ];
    if (faults.length > 0) throw new InvalidInput(faults);
    const about = { serviceCode, ...location };
    const { groups, since } = publicSearch(about, needsAreas(about) ? await deps.directory.areas() : [], now);
    const found = rankPublic(about, await deps.candidates.publicInGroups(groups, since), now);
    const byId = new Map((await deps.candidates.complaints(found.map(({ id }) => id))).map((c) => [c.id, c]));
    // The index lags behind the table, so complaints that became confidential or were closed are filtered here.
    const shown = found.flatMap(({ id, score, why }) => {
      const complaint = byId.get(id);
      return complaint && isPublic(complaint) && isOpen(complaint) ? [{ complaint, score, why }] : [];
    });
    return { candidates: await Promise.all(shown.map(async (one) => viewOf(deps.directory, one))) };
  };
}

async function viewOf(
  directory: Directory,
  { complaint: c, score, why }: Similarity & { complaint: Complaint },
): Promise<CandidateList['candidates'][number]> {
  const agency = await directory.agency(c.agencyId);
  return {
    ...statusOf(c),
    agency: agency ? { id: agency.id, name: agency.name } : null,
    receivedAt: c.receivedAt,
    ...orNull(c, 'serviceCode', 'dueOn', 'expectedOn'),
    score,
    why: why.map((one) => (one.what === 'near' ? { what: one.what, words: 'di dekat sini' } : one)),
  };
}
