/**
 * Where a complaint without a service may belong: for the coordinator, who decides. Computed when it is looked at, so a better model
 * or new keywords help at once, and nothing of a text outlives its erasure.
 */
import type { Complaint } from '../domain/complaint/complaint.ts';
import { isValidOn } from '../domain/city/records.ts';
import type { History } from '../domain/complaint/ports.ts';
import type { Clock } from '../domain/kernel/ports.ts';
import type { Directory } from '../domain/city/ports.ts';
import { findPlace } from '../domain/recognition/place.ts';
import { createSuggester } from '../domain/recognition/suggester.ts';
import type { RoutingModel } from '../domain/recognition/suggestion-model.ts';
import type { RoutingSuggestion } from '../http/views/suggestion-schemas.ts';

export type Deps = { directory: Directory; clock: Clock; routingModel: () => RoutingModel | undefined };

/** States in which the coordinator has yet to say whose it is. */
const undecided = new Set<Complaint['state']>(['RECEIVED', 'RETURNED', 'NEEDS_INFO']);

/** At most three, best first; none once an agency has it, or when the reporter named a service. */
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

/** What the reporter wrote when filing. */
function reportText(texts: History['texts']): string {
  return texts
    .filter(({ version }) => version === 1)
    .flatMap(({ text }) => [text['title'], text['description'], text['address'], text['landmark']])
    .filter((part) => part !== undefined)
    .join(' ');
}
