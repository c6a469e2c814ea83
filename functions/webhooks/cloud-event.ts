/** Writes an event for a subscriber as CloudEvents 1.0 in structured JSON. It never holds an identity or anything that only staff may read. */
import { reasonLabel } from '../domain/complaint/archive-reasons.ts';
import { answered, answersIn } from '../domain/city/attributes.ts';
import { attachment } from '../domain/complaint/attachments.ts';
import type { Complaint } from '../domain/complaint/complaint.ts';
import { labelAfter } from '../domain/complaint/labels.ts';
import type { Agency, City, Service } from '../domain/city/records.ts';
import { propertiesOf } from '../domain/complaint/lifecycle.ts';
import { isReadByReporter } from '../domain/complaint/action-texts.ts';
import type { Relay, Sight } from '../domain/webhooks/subscription.ts';
import type { WebhookFact } from '../domain/webhooks/ports.ts';
import { lookUp } from '../domain/kernel/stored.ts';
import { knownPart } from '../domain/kernel/unknown-members.ts';
import { orNull, pick } from '../domain/kernel/members.ts';
import { reportView } from '../http/views/report-view.ts';
import type { FullData, PublicData, UpstreamView } from './event-schema.ts';

export type Names = { city: City; agency: Agency | undefined; service: Service | undefined };

export type Told = {
  fact: WebhookFact;
  complaint: Complaint;
  sight: Sight;
  names: Names;
  upstream?: UpstreamView | undefined;
};

const envelope = (city: City, { event }: WebhookFact, type: string, data: object) => ({
  specversion: '1.0',
  id: `${event.complaintId}-${event.version}`,
  source: `urn:tanggap:${city.idPrefix}`,
  type: `tanggap.complaint.${type}`,
  subject: event.complaintId,
  time: event.at,
  datacontenttype: 'application/json',
  /** CloudEvents' sequence extension: the complaint's version, padded so that text order is its order. */
  sequence: String(event.version).padStart(6, '0'),
  data,
});

export function cloudEvent({ fact, complaint, sight, names, upstream }: Told): object {
  return envelope(names.city, fact, fact.event.action, {
    ...publicPart(fact, names),
    ...(sight === 'full' ? fullPart(fact, complaint, names) : {}),
    ...(upstream === undefined ? {} : { upstream }),
  });
}

/** Writes the event that hides a complaint: it says only that it may be seen no more. */
export function hiddenEvent(city: City, fact: WebhookFact): object {
  return envelope(city, fact, 'hidden', { trackingId: fact.event.complaintId });
}

/** Writes what anybody may know of a public complaint, from the event, so that a late delivery tells what was true then. */
function publicPart({ event: e }: WebhookFact, { agency, service }: Names): PublicData {
  const { open } = propertiesOf(e.to);
  return {
    trackingId: e.complaintId,
    ...pick(e, 'version', 'action', 'at', 'class', 'track'),
    by: e.actor.role,
    previousStatus: e.from ?? null,
    status: e.to,
    statusLabel: labelAfter(e),
    open,
    serviceName: service?.name ?? null,
    agency: agency ? { id: agency.id, name: agency.name } : null,
    ...orNull(e, 'serviceCode', 'dueOn', 'expectedOn', 'expectedAt', 'outcome', 'scheduledOn'),
    archivedBecause: e.reasonCode === undefined ? null : { code: e.reasonCode, label: reasonLabel(e.reasonCode) },
  };
}

function fullPart({ event, text, report }: WebhookFact, complaint: Complaint, { service }: Names): FullData {
  return {
    ...pick(complaint, 'anonymous', 'confidential'),
    ...orNull(event, 'rating'),
    attachment: event.attachment ? knownPart(attachment, event.attachment) : null,
    reference: report?.['reference'] ?? null,
    // The first event's text is the report itself.
    text: event.version > 1 && isReadByReporter(event.action) ? (text?.['text'] ?? null) : null,
    report: reportView(complaint, report, answered(service ?? {}, answersIn(report))),
  };
}

/** Translates the event into upstream's words, and keeps ours where it has none. */
export function upstreamView({ names = {} }: Relay, { event }: WebhookFact, id: string | undefined): UpstreamView {
  const { serviceCode } = event;
  return {
    id: id ?? null,
    status: lookUp(names.states ?? {}, event.to) ?? event.to,
    class: lookUp(names.classes ?? {}, event.class) ?? event.class,
    category: serviceCode === undefined ? null : (names.categories?.[serviceCode] ?? serviceCode),
  };
}
