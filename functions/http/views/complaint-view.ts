/**
 * Maps a complaint to what each viewer may see (docs/design.md#privacy-and-authorization). The public sees the report scrubbed; no view
 * contains an identity.
 */
import { answered, answersIn, type AnsweredAttribute } from '../../domain/city/attributes.ts';
import { checkChain } from '../../domain/complaint/chain.ts';
import { attachment } from '../../domain/complaint/attachments.ts';
import {
  event,
  holderOf,
  isOpen,
  type Complaint,
  type ComplaintEvent,
  type EventText,
} from '../../domain/complaint/complaint.ts';
import type { History } from '../../domain/complaint/ports.ts';
import type { Directory } from '../../domain/city/ports.ts';
import { propertiesOf } from '../../domain/complaint/lifecycle.ts';
import { isReadByReporter } from '../../domain/complaint/action-texts.ts';
import { lookUp } from '../../domain/kernel/stored.ts';
import { reasonLabel } from '../../domain/complaint/archive-reasons.ts';
import { cannotLabel } from '../../domain/complaint/outcomes.ts';
import { labelAfter, labelOf, nextOfNewerRelease, nextSteps } from '../../domain/complaint/labels.ts';
import { isStaffOnly } from '../../domain/complaint/staff-only.ts';
import { knownPart } from '../../domain/kernel/unknown-members.ts';
import { defined, orNull, pick } from '../../domain/kernel/members.ts';
import type { Countdown } from './countdown-schema.ts';
import { emergencyView } from './emergency-view.ts';
import { reportView } from './report-view.ts';
import type { StaffView } from './staff-view-schemas.ts';
import { publicReport, type ReportText } from './public-report.ts';
import type {
  AttachmentView,
  CommonView,
  PublicListItem,
  PublicView,
  ReporterView,
  StaffListItem,
  TimelineEntry,
} from './view-schemas.ts';

/** Returns red for a late complaint, yellow when a reminder has been sent. */
export function flagOf(c: Complaint, now: Date): 'none' | 'yellow' | 'red' {
  if (!isOpen(c)) return 'none';
  const passed = (due: string | undefined): boolean => due !== undefined && due <= now.toISOString();
  const { totalRuns } = propertiesOf(c.state);
  // After an objection the stage may end later than the total; past the total the complaint is late.
  if (passed(c.dueAt) || (totalRuns && passed(c.expectedAt))) return 'red';
  return (c.clock?.rungs ?? 0) > 0 || (totalRuns && c.totalRungs > 0) ? 'yellow' : 'none';
}

/** Names of the members that hold a complaint's deadlines. */
export const deadlines = ['dueOn', 'dueAt', 'expectedOn', 'expectedAt'] as const;

/** Returns the id and the state of a complaint. */
export const statusOf = (c: Pick<Complaint, 'id' | 'state' | 'closedAt' | 'outcome'>) => ({
  trackingId: c.id,
  status: c.state,
  statusLabel: labelOf(c),
});

/** Returns the outcome of the answer that stands; a promise stands until it is answered otherwise. */
const outcomeOf = (c: Complaint) => ({
  ...orNull(c, 'outcome'),
  scheduledOn: c.outcome === 'scheduled' ? (c.scheduledOn ?? null) : null,
  cannotBecause: c.cannotCode === undefined ? null : { code: c.cannotCode, label: cannotLabel(c.cannotCode) },
});

/** Returns the fields that every viewer sees. Absent facts are null. */
export async function commonView(c: Complaint, directory: Directory): Promise<CommonView> {
  const holder = holderOf(c);
  const [service, agency] = await Promise.all([directory.service(c.serviceCode), directory.agency(holder)]);
  return {
    ...statusOf(c),
    open: isOpen(c),
    ...pick(c, 'class', 'track', 'receivedAt', 'updatedAt', 'reopened'),
    serviceName: service?.name ?? null,
    agency: agency ? { id: agency.id, name: agency.name } : null,
    ...orNull(c, 'serviceCode', ...deadlines, 'answeredAt', 'closedAt'),
    ...outcomeOf(c),
    archivedBecause: c.reasonCode === undefined ? null : { code: c.reasonCode, label: reasonLabel(c.reasonCode) },
    next: lookUp(nextSteps, c.state) ?? nextOfNewerRelease,
  };
}

const timelineEntry = (e: ComplaintEvent): TimelineEntry => ({
  ...pick(e, 'version', 'at', 'action'),
  status: e.to,
  statusLabel: labelAfter(e),
  by: e.actor.role,
  ...orNull(e, 'agencyId', 'reasonCode', 'outcome', 'scheduledOn'),
});

/** Returns a line of the public list; `text` is the report's. */
export const publicListItem = async (
  c: Complaint,
  text: ReportText,
  directory: Directory,
): Promise<PublicListItem> => ({ ...(await commonView(c, directory)), report: publicReport(c, text) });

/** Returns the public view: the scrubbed report, and changes of state without the conversation. */
export async function publicView(
  c: Complaint,
  { events, texts: all }: History,
  directory: Directory,
  duplicateOf: string | null = null,
): Promise<Omit<PublicView, keyof Countdown>> {
  const item = await publicListItem(c, textLookup(all)(1), directory);
  return { ...item, duplicateOf, timeline: publicTimeline(events) };
}

const tellsPublic = (e: ComplaintEvent): boolean => e.from !== e.to || e.action === 'answer';

/** Returns the changes of state, and each new promise. */
export const publicTimeline = (events: readonly ComplaintEvent[]): TimelineEntry[] =>
  events.filter(tellsPublic).map(timelineEntry);

/** Returns the reporter's timeline: all events except staff-only ones. The report is not one of its texts. */
export function reporterTimeline({ events, texts: all }: History): ReporterView['timeline'] {
  const textOf = textLookup(all);
  return events
    .filter((e) => tellsPublic(e) || !isStaffOnly(e.action))
    .map((e) => ({
      ...timelineEntry(e),
      text: e.version > 1 && isReadByReporter(e.action) ? (textOf(e.version)?.['text'] ?? null) : null,
    }));
}

/** Returns the view of the reporter and of the client that filed the complaint: with texts, without internal notes and identity. */
export async function reporterView(
  c: Complaint,
  history: History,
  directory: Directory,
  duplicateOf: string | null = null,
): Promise<Omit<ReporterView, keyof Countdown | 'actions' | 'mayAttach'>> {
  const report = textLookup(history.texts)(1);
  return {
    ...(await commonView(c, directory)),
    ...pick(c, 'version', 'channel', 'anonymous', 'confidential'),
    ...orNull(c, 'verifiedAt', 'rating'),
    report: reportView(c, report, await answeredIn(c, report, directory)),
    attachments: attachmentsOf(history),
    reference: report?.['reference'] ?? null,
    ...defined({ emergency: emergencyView(history.events.findLast((e) => e.danger)?.danger) }),
    duplicateOf,
    timeline: reporterTimeline(history),
  };
}

const attachmentsOf = ({ events }: History): AttachmentView[] =>
  events.flatMap((e) => (e.attachment ? [{ ...knownPart(attachment, e.attachment), at: e.at, by: e.actor.role }] : []));

/** Returns the answers to the service's attributes, with their questions. */
export async function answeredIn(
  c: Pick<Complaint, 'serviceCode'>,
  text: Record<string, string> | undefined,
  directory: Pick<Directory, 'service'>,
): Promise<AnsweredAttribute[]> {
  const answers = answersIn(text);
  if (Object.keys(answers).length === 0) return [];
  const service = await directory.service(c.serviceCode);
  return answered(service ?? {}, answers);
}

/** Tells officers that the reporter gets no SMS: a landline, an undeliverable number, or e-mail only. */
function contactNote({ contact, unreachableAt }: Complaint): string | null {
  if (contact === 'email') return 'pelapor hanya punya e-mail';
  return contact === 'landline' || unreachableAt !== undefined ? 'pelapor tidak dapat di-SMS' : null;
}

/** Returns the staff view: everything except identity and secret, with the whole history and its check. */
export async function staffView(c: Complaint, history: History, directory: Directory, now: Date): Promise<StaffView> {
  const textOf = textLookup(history.texts);
  return {
    ...(await commonView(c, directory)),
    ...staffListItem(c, now),
    ...pick(c, 'channel', 'contact', 'policyVersion', 'calendarVersion'),
    contactNote: contactNote(c),
    ...orNull(c, 'clientId', 'hintAgencyId', 'parentId', 'rating'),
    contributing: c.contributing ?? [],
    hops: c.hops ?? 0,
    report: reportView(c, textOf(1), await answeredIn(c, textOf(1), directory)),
    attachments: attachmentsOf(history),
    chain: checkChain(history.events, history.texts, c.head),
    unreadable: history.unreadable ?? 0,
    events: history.events.map((e) => ({ ...knownPart(event, e), text: textOf(e.version)?.['text'] ?? null })),
  };
}

/** Returns a line of a queue, without texts and names. */
export function staffListItem(c: Complaint, now: Date): StaffListItem {
  return {
    ...statusOf(c),
    ...pick(c, 'version', 'class', 'track', 'receivedAt', 'anonymous', 'confidential', 'reopened'),
    ...orNull(c, 'serviceCode', 'areaCode', 'agencyId', 'verifiedAt', 'outcome', 'danger', ...deadlines),
    flag: flagOf(c, now),
  };
}

function textLookup(all: readonly EventText[]): (version: number) => Record<string, string> | undefined {
  const byVersion = new Map(all.map((t) => [t.version, t.text]));
  return (version) => byVersion.get(version);
}
