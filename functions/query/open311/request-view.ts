/** A complaint as Open311's request. The public sees what is public (architecture.md 7); the client that filed it sees its report too. */
import type { Complaint } from '../../domain/complaint.ts';
import { states } from '../../domain/lifecycle.ts';
import type { Directory, History } from '../../domain/ports.ts';
import { answeredIn, publicTimeline, reporterTimeline } from '../../http/complaint-view.ts';
import { toSeconds } from '../../http/open311/dates.ts';

/** Text of the report: given only for a viewer who may read it. */
export type Report = Record<string, string> | undefined;

/** Stands for the service of a complaint that has none: the field may not be empty. */
const noService = '-';

export async function requestView(c: Complaint, report: Report, directory: Directory) {
  const [city, service, agency] = await Promise.all([
    directory.city(),
    c.serviceCode === undefined ? undefined : directory.service(c.serviceCode),
    c.agencyId === undefined ? undefined : directory.agency(c.agencyId),
  ]);
  const { open, label } = states[c.state];
  const place = report === undefined ? { lat: null, long: null } : { lat: c.lat ?? null, long: c.long ?? null };
  return {
    service_request_id: c.id,
    status: open ? 'open' : 'closed',
    status_notes: label,
    service_name: service?.name ?? null,
    service_code: c.serviceCode ?? noService,
    description: report?.['descriptionFrom'] === undefined ? (report?.['description'] ?? null) : null,
    agency_responsible: agency?.name ?? null,
    service_notice: null,
    requested_datetime: toSeconds(c.receivedAt),
    updated_datetime: toSeconds(c.closedAt ?? c.updatedAt),
    expected_datetime: c.expectedAt === undefined ? null : toSeconds(c.expectedAt),
    // Never empty, since clients want a place: the city, where nobody may know more.
    address: report?.['address'] ?? report?.['landmark'] ?? city.name,
    address_id: report?.['addressId'] ?? null,
    zipcode: null,
    ...place,
    media_url: report?.['mediaUrl'] ?? null,
  };
}

/** What `extensions=true` adds: how the complaint stands in our own words, what was answered, what has happened. */
export async function extensionsOf(c: Complaint, report: Report, history: History, directory: Directory) {
  const own = report !== undefined;
  const timeline = own ? reporterTimeline(history) : publicTimeline(history.events);
  return {
    extended_attributes: { status: c.state, class: c.class, track: c.track, reopened: c.reopened },
    attributes: (await answeredIn(c, report, directory)).map(({ code, label, value, name }) => ({
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
