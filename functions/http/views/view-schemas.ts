/**
 * Schemas of the API's answers about complaints: the OpenAPI document is generated from them and the views' types derive from them.
 * Imported for types only, so that no function bundles them. Absent facts are null.
 */
import * as z from 'zod';
import { attachment } from '../../domain/complaint/attachments.ts';
import { actor, channel, instant } from '../../domain/complaint/complaint.ts';
import { complaintClass, isoDate, track } from '../../domain/city/records.ts';
import { reasonCode } from '../../domain/complaint/archive-reasons.ts';
import { openEnum } from '../../domain/kernel/stored.ts';
import { cannotCode, outcome } from '../../domain/complaint/outcomes.ts';
import { emergency } from './emergency-schema.ts';
import { countdown } from './countdown-schema.ts';
import { action, state } from '../../domain/complaint/lifecycle.ts';

export const day = isoDate.nullable();
export const moment = instant.nullable();
export const text = z.string().nullable();
export const version = z.number().int().positive();
export const trackingId = z
  .string()
  .meta({ description: 'Public number of the complaint.', examples: ['AMB-7K3Q9CX'] });
export const statusLabel = z.string().meta({ description: 'The status in Indonesian, as people are shown it.' });

/** Deadlines: `…On` is the last day, as shown to people; `…At` is the instant it ends. Null while provisional or closed. */
const deadlines = {
  dueOn: day.meta({ description: 'Last day of the present stage.' }),
  dueAt: moment.meta({ description: 'Instant at which that day ends: the legal due.' }),
  expectedOn: day.meta({ description: 'Last day by which the whole answer is due.' }),
  expectedAt: moment,
};

/** A status that a newer release has written is answered as it is stored. */
export const status = openEnum(state);

const classes = { class: openEnum(complaintClass), track: openEnum(track) };

export const common = {
  trackingId,
  status,
  statusLabel,
  open: z.boolean(),
  ...classes,
  serviceCode: text,
  serviceName: text,
  agency: z.object({ id: z.string(), name: z.string() }).nullable(),
  receivedAt: instant,
  updatedAt: instant,
  ...deadlines,
  answeredAt: moment,
  closedAt: moment,
  reopened: z.number().int().nonnegative().meta({ description: 'How often the reporter has refused an answer.' }),
  outcome: openEnum(outcome).nullable().meta({
    description: 'How the answer that stands ends it; null without an answer, and for answers before outcomes existed.',
  }),
  scheduledOn: day.meta({ description: 'Day by which the agency has promised the work.' }),
  cannotBecause: z
    .object({ code: openEnum(cannotCode), label: z.string() })
    .nullable()
    .meta({ description: 'Why it cannot be done, as a code and in Indonesian.' }),
  archivedBecause: z
    .object({ code: openEnum(reasonCode), label: z.string() })
    .nullable()
    .meta({ description: 'Why it was archived, as a code and in Indonesian.' }),
  next: z.string().meta({ description: 'What happens next, in Indonesian.' }),
};

export const commonView = z.object(common);
export type CommonView = z.infer<typeof commonView>;

const publicReport = z
  .object({
    title: text,
    description: text,
    location: z.object({
      lat: z.number().nullable(),
      long: z.number().nullable(),
      areaCode: text,
    }),
  })
  .meta({
    id: 'PublicReport',
    description:
      'Words without telephone numbers, NIK, e-mail and plates (a mask such as [TELP] stands for each); place to three decimals, about 100 m. Null where erased or never given.',
  });
export type PublicReport = z.infer<typeof publicReport>;

const publicListItem = z.object({ ...common, report: publicReport }).meta({ id: 'PublicListItem' });
export type PublicListItem = z.infer<typeof publicListItem>;

export const publicPage = z
  .object({
    complaints: z.array(publicListItem),
    next: z.string().nullable().meta({ description: 'Cursor of the next page; null at the end.' }),
  })
  .meta({ id: 'PublicPage' });
export type PublicPage = z.infer<typeof publicPage>;

const timelineEntry = z
  .object({
    version,
    at: instant,
    action: openEnum(action),
    status,
    statusLabel,
    by: actor.shape.role.meta({ description: 'Role only: an officer is never named.' }),
    agencyId: text,
    reasonCode: openEnum(reasonCode).nullable().meta({ description: 'Why it was archived, of that step.' }),
    outcome: openEnum(outcome).nullable().meta({ description: 'Outcome of the answer that this step gave or ended.' }),
    scheduledOn: day,
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof timelineEntry>;

const duplicateOf = text.meta({ description: 'The complaint that this one repeats, where everybody may know of it.' });

export const publicView = z
  .object({ ...common, ...countdown, report: publicReport, duplicateOf, timeline: z.array(timelineEntry) })
  .meta({ id: 'PublicComplaint', description: 'What everybody may see: the report scrubbed, no conversation.' });
export type PublicView = z.infer<typeof publicView>;

export const report = z
  .object({
    title: text,
    description: text,
    incidentDate: text,
    attributes: z
      .array(z.object({ code: z.string(), label: z.string(), value: z.string(), name: z.string() }))
      .meta({ description: "Answers to the service's attributes, each with its question and the name of its value." }),
    location: z.object({
      lat: z.number().nullable(),
      long: z.number().nullable(),
      address: text,
      landmark: text,
      areaCode: text,
    }),
  })
  .meta({ id: 'ReportedText', description: 'The report itself; null where erased or never given.' });
export type ReportView = z.infer<typeof report>;

/** Photos as described in their events. */
export const attachments = z.array(
  attachment
    .extend({ at: instant, by: actor.shape.role })
    .meta({ id: 'Attachment', description: 'A sanitised photo.' }),
);
export type AttachmentView = z.infer<typeof attachments>[number];

export const rating = z.number().int().min(1).max(5).nullable();

export const reporterView = z
  .object({
    ...common,
    version,
    channel: openEnum(channel),
    anonymous: z.boolean(),
    confidential: z.boolean(),
    verifiedAt: moment,
    rating,
    ...countdown,
    actions: z.array(action).meta({ description: 'What its reporter may do now.' }),
    mayAttach: z.boolean().meta({ description: 'Whether its reporter may add a photo.' }),
    report,
    attachments,
    reference: text.meta({ description: "The filing client's own id." }),
    emergency: emergency.optional(),
    duplicateOf,
    timeline: z.array(
      timelineEntry.extend({ text }).meta({ id: 'TimelineEntryWithText', description: 'Internal texts are null.' }),
    ),
  })
  .meta({ id: 'OwnComplaint', description: 'What its reporter sees, and the client that filed it; no identity.' });
export type ReporterView = z.infer<typeof reporterView>;

export const listItem = {
  trackingId,
  status,
  statusLabel,
  version,
  ...classes,
  serviceCode: text,
  areaCode: text,
  agencyId: text,
  receivedAt: instant,
  verifiedAt: moment,
  ...deadlines,
  anonymous: z.boolean(),
  confidential: z.boolean(),
  reopened: common.reopened,
  outcome: common.outcome,
  danger: text.meta({ description: 'Kind of the danger that its reporter tells of; null for none.' }),
  flag: z.enum(['none', 'yellow', 'red']).meta({ description: 'Red: late. Yellow: a reminder has gone out.' }),
};

export const staffListItem = z.object(listItem);
export type StaffListItem = z.infer<typeof staffListItem>;

export const queueItem = staffListItem
  .extend({
    ...countdown,
    serviceName: text,
    areaName: text,
    agencyName: text,
    excerpt: text.meta({ description: 'Title of the report, or how it begins; null where it was erased.' }),
  })
  .meta({ id: 'QueueItem' });
export type QueueItem = z.infer<typeof queueItem>;

export const unreadable = z
  .number()
  .int()
  .meta({ description: "Items left out because they cannot be read. The city's operators have been alarmed." });

export const queuePage = z
  .object({
    complaints: z.array(queueItem),
    unreadable,
    next: z.string().nullable().meta({ description: 'Cursor of the next page; null at the end.' }),
  })
  .meta({ id: 'QueuePage' });
export type QueuePage = z.infer<typeof queuePage>;
