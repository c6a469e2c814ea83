/** Finds duplicate candidates of a complaint, for the officer who decides whether to merge (`GET /v1/staff/complaints/{id}/duplicates`). */
import { areasOf, candidateGroups, rankCandidates } from '../domain/recognition/candidates.ts';
import type { Comparable } from '../domain/recognition/similarity.ts';
import { Forbidden } from '../domain/kernel/errors.ts';
import type { ComplaintReader } from '../domain/complaint/ports.ts';
import type { CityContext } from '../domain/city/ports.ts';
import type { DuplicateCandidateReader } from '../domain/recognition/ports.ts';
import { mayCompare, mayRead, partiesOf } from '../domain/complaint/authorization.ts';
import { findPlace } from '../domain/recognition/place.ts';
import { suggestByKeywords } from '../domain/recognition/suggestion-keywords.ts';
import { staffListItem } from '../http/views/complaint-view.ts';
import type { DuplicateList } from '../http/views/duplicate-schemas.ts';
import { officerOf, readableComplaint, type StaffRequest } from '../access/officer.ts';

export type Deps = CityContext & {
  store: Pick<ComplaintReader, 'get'>;
  candidates: DuplicateCandidateReader;
};

/** Maximum age of a candidate in days; older complaints that are still open are a different matter. */
const windowDays = 90;
/** Minimum score; below it at most one in four is a duplicate (docs/duplicates.md). */
const least = 0.5;
const most = 5;
/** Candidates whose reports are read: the nearest by place, service and time. */
const mostRead = 30;

/**
 * Returns candidates, best first; a liaison sees those of their agencies. Throws Forbidden unless the officer coordinates or owns the
 * complaint, NotFound if they may not read it.
 */
export function findDuplicates(deps: Deps) {
  return async (request: StaffRequest): Promise<DuplicateList> => {
    const officer = await officerOf(deps, request.subject);
    const complaint = await readableComplaint(deps.store, officer, request.trackingId);
    const [{ coordinatorAgencyId }, areas, services, own] = await Promise.all([
      deps.directory.city(),
      deps.directory.areas(),
      deps.directory.services(),
      deps.candidates.reports([complaint.id]),
    ]);
    const parties = partiesOf(officer, complaint, coordinatorAgencyId);
    if (!mayCompare(parties))
      throw new Forbidden('only the coordinator and the owning agency may search for duplicates');

    const now = deps.clock.now();
    const text = textOf(own[0]?.text ?? {});
    const target: Comparable = {
      ...complaint,
      // A report by SMS names its place in its text.
      areaCode: complaint.areaCode ?? findPlace(text, areas).areaCode,
      text,
    };
    const likelyServices =
      complaint.serviceCode === undefined
        ? suggestByKeywords(services, text).map(({ serviceCode }) => serviceCode)
        : [complaint.serviceCode];
    const groups = candidateGroups([...likelyServices, undefined], [...areasOf(target, areas, now), undefined]);
    const since = new Date(now.getTime() - windowDays * 86_400_000);
    const nearby = (await deps.candidates.inGroups(groups, since)).filter(({ id }) => id !== complaint.id);
    const nearest = rankCandidates({ ...target, text: undefined }, nearby, { least: 0, most: mostRead });
    const reports = await deps.candidates.reports(nearest.map(({ id }) => id));
    const candidates = reports
      .filter((report) => mayRead(officer, report.complaint))
      .map((report) => ({ ...report.complaint, text: textOf(report.text), report }));
    return {
      candidates: rankCandidates(target, candidates, { least, most }).map(({ report, score, why }) => ({
        ...staffListItem(report.complaint, now),
        title: report.text['title'] ?? null,
        description: report.text['description'] ?? null,
        score,
        why,
      })),
    };
  };
}

/** Returns the texts of a report that describe the problem and its place. */
const textOf = ({ title, description, address, landmark }: Record<string, string>): string =>
  [title, description, address, landmark].filter((part) => part !== undefined).join(' ');
