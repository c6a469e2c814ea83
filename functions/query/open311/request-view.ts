/**
 * Maps a complaint to Open311's request. The public sees the public part (docs/design.md#privacy-and-authorization); the client that filed
 * it sees its report too.
 */
import { isOpen, type Complaint } from '../../domain/complaint/complaint.ts';
import { labelOf } from '../../domain/complaint/labels.ts';
import type { History } from '../../domain/complaint/ports.ts';
import type { Directory } from '../../domain/city/ports.ts';
import { answeredIn, publicTimeline, reporterTimeline } from '../../http/views/complaint-view.ts';
import { publicPlace, publicReport } from '../../http/views/public-report.ts';
import { toSeconds } from '../../http/open311/dates.ts';

/** Text of the report; `own` is true when the viewer filed it, else it is shown scrubbed. */
export type Report = { own: boolean; text: Record<string, string> };

/** Service code of a complaint without a service, because the field may not be empty. */
const noService = '-';

/** Returns the request. */
export async function requestView(c: Complaint, { own, text }: Report, directory: Directory) {
  const [city, service, agency] = await Promise.all([
    directory.city(),
    directory.service(c.serviceCode),
    directory.agency(c.agencyId),
  ]);
  const place = own ? { lat: c.lat ?? null, long: c.long ?? null } : publicPlace(c);
  const said = own ? (text['description'] ?? null) : publicReport(c, text).description;
  const kept = own ? text : {};
  return {
    service_request_id: c.id,
    status: isOpen(c) ? 'open' : 'closed',
    status_notes: labelOf(c),
    service_name: service?.name ?? null,
    service_code: c.serviceCode ?? noService,
    description: text['descriptionFrom'] === undefined ? said : null,
    agency_responsible: agency?.name ?? null,
    service_notice: null,
    requested_datetime: toSeconds(c.receivedAt),
    updated_datetime: toSeconds(c.closedAt ?? c.updatedAt),
    expected_datetime: c.expectedAt === undefined ? null : toSeconds(c.expectedAt),
    // Clients require a place, so this is the city when the viewer may not know more.
    address: kept['address'] ?? kept['landmark'] ?? city.name,
    address_id: kept['addressId'] ?? null,
    zipcode: null,
    ...place,
    media_url: kept['mediaUrl'] ?? null,
  };
}

/** Returns the fields that `extensions=true` adds: our own state, the answers to attributes, and the history. */
export async function extensionsOf(c: Complaint, { own, text }: Report, history: History, directory: Directory) {
  const timeline = own ? reporterTimeline(history) : publicTimeline(history.events);
  return {
    extended_attributes: {
      status: c.state,
      class: c.class,
      track: c.track,
      reopened: c.reopened,
      outcome: c.outcome ?? null,
    },
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
