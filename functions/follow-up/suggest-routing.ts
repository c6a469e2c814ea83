/**
 * Suggests agencies for a complaint without a service to the coordinator, who decides. Computed on each read, so that a better model or new
 * keywords apply at once, and nothing of a text outlives its erasure.
 */
import type { Complaint } from '../domain/complaint/complaint.ts';
import { isValidOn } from '../domain/city/records.ts';
import type { History } from '../domain/complaint/ports.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { findPlace } from '../domain/recognition/place.ts';
import { createSuggester } from '../domain/recognition/suggester.ts';
import type { RoutingModel } from '../domain/recognition/suggestion-model.ts';
import type { RoutingSuggestion } from '../http/views/suggestion-schemas.ts';

export type Deps = CityContext & { routingModel: () => RoutingModel | undefined };

/** States in which the coordinator has not yet assigned an agency. */
const undecided = new Set<Complaint['state']>(['RECEIVED', 'RETURNED', 'NEEDS_INFO']);

/** Returns at most three suggestions, best first; none once an agency is assigned or when the complaint has a service. */
export async function suggestRouting(
  { directory, clock, routingModel }: Deps,
  complaint: Complaint,
  { texts }: Pick<History, 'texts'>,
): Promise<RoutingSuggestion[]> {
  if (complaint.serviceCode !== undefined || !undecided.has(complaint.state)) return [];
  const [agencies, services, areas] = await Promise.all([
    directory.agencies(),
    directory.services(),
    directory.areas(),
  ]);
  const now = clock.now();
  const inForce = new Map(agencies.filter((a) => isValidOn(a, now)).map((a) => [a.id, a]));
  const text = reportText(texts);
  const suggester = createSuggester({
    model: routingModel(),
    services: services.filter((s) => isValidOn(s, now)),
    agencyIds: new Set(inForce.keys()),
  });
  const areaCode = complaint.areaCode ?? findPlace(text, areas).areaCode;
  const district = areas.find(({ code }) => code === areaCode)?.districtAgencyId;
  return suggester.suggest(text).map(({ source, agencyId, byDistrict, serviceCode, confidence, why }) => {
    const agency = inForce.get(agencyId ?? (byDistrict ? (district ?? '') : ''));
    return {
      source,
      agency: agency ? { id: agency.id, name: agency.name } : null,
      serviceCode: serviceCode ?? null,
      confidence: Math.round(100 * confidence) / 100,
      why: why ?? [],
    };
  });
}

/** Returns the texts of the report. */
function reportText(texts: History['texts']): string {
  return texts
    .filter(({ version }) => version === 1)
    .flatMap(({ text }) => [text['title'], text['description'], text['address'], text['landmark']])
    .filter((part) => part !== undefined)
    .join(' ');
}
