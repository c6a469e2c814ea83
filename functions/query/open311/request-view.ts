/** A complaint as Open311's request. The public sees what is public (docs/design.md#privacy-and-authorization); the client that filed it sees its report too. */
import type { Complaint } from '../../domain/complaint/complaint.ts';
import { states } from '../../domain/complaint/lifecycle.ts';
import type { History } from '../../domain/complaint/ports.ts';
import type { Directory } from '../../domain/city/ports.ts';
import { answeredIn, publicTimeline, reporterTimeline } from '../../http/views/complaint-view.ts';
import { publicPlace, publicReport } from '../../http/views/public-report.ts';
import { toSeconds } from '../../http/open311/dates.ts';

/** Text of the report, and whether it is the viewer's own: else it reads what everybody may. */
export type Report = { own: boolean; text: Record<string, string> };

/** Stands for the service of a complaint that has none: the field may not be empty. */
const noService = '-';

export async function requestView(c: Complaint, { own, text }: Report, directory: Directory) {
  const [city, service, agency] = await Promise.all([
    directory.city(),
    c.serviceCode === undefined ? undefined : directory.service(c.serviceCode),
    c.agencyId === undefined ? undefined : directory.agency(c.agencyId),
  ]);
  const { open, label } = states[c.state];
  const place = own ? { lat: c.lat ?? null, long: c.long ?? null } : publicPlace(c);
  const said = own ? (text['description'] ?? null) : publicReport(c, text).description;
  const kept = own ? text : {};
  return {
    service_request_id: c.id,
    status: open ? 'open' : 'closed',
    status_notes: label,
    service_name: service?.name ?? null,
    service_code: c.serviceCode ?? noService,
    description: text['descriptionFrom'] === undefined ? said : null,
    agency_responsible: agency?.name ?? null,
    service_notice: null,
    requested_datetime: toSeconds(c.receivedAt),
    updated_datetime: toSeconds(c.closedAt ?? c.updatedAt),
    expected_datetime: c.expectedAt === undefined ? null : toSeconds(c.expectedAt),
    // Never empty, since clients want a place: the city, where nobody may know more.
    address: kept['address'] ?? kept['landmark'] ?? city.name,
    address_id: kept['addressId'] ?? null,
    zipcode: null,
    ...place,
    media_url: kept['mediaUrl'] ?? null,
  };
}

/** What `extensions=true` adds: how the complaint stands in our own words, what was answered, what has happened. */
export async function extensionsOf(c: Complaint, { own, text }: Report, history: History, directory: Directory) {
  const timeline = own ? reporterTimeline(history) : publicTimeline(history.events);
  return {
    extended_attributes: { status: c.state, class: c.class, track: c.track, reopened: c.reopened },
    attributes: (await answeredIn(c, own ? text : undefined, directory)).map(({ code, label, value, name }) => ({
      label,
      name,
      value,
      code,
    })),
    notes: timeline.map((entry) => ({
      datetime: toSeconds(entry.at),
      description: ('text' in entry ? entry.text : null) ?? entry.statusLabel,
      type: entry.action,
    })),
  };
}
