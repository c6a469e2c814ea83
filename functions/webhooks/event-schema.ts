/** Defines the body of an event as schemas, for the OpenAPI document and for types. Nothing imports it for values, so no bundle carries it. */
import * as z from 'zod';
import { reasonCode } from '../domain/complaint/archive-reasons.ts';
import { outcome } from '../domain/complaint/outcomes.ts';
import { attachment } from '../domain/complaint/attachments.ts';
import { actor, instant } from '../domain/complaint/complaint.ts';
import { complaintClass, isoDate, track } from '../domain/city/records.ts';
import { openEnum } from '../domain/kernel/stored.ts';
import { action } from '../domain/complaint/lifecycle.ts';
import { report, status } from '../http/views/view-schemas.ts';

const text = z.string().nullable();
const trackingId = z.string().meta({ examples: ['AMB-7K3Q9CX'] });

const publicData = z.object({
  trackingId,
  version: z.number().int().positive(),
  action: openEnum(action),
  at: instant,
  by: actor.shape.role,
  previousStatus: status.nullable(),
  status,
  statusLabel: z.string(),
  open: z.boolean(),
  class: openEnum(complaintClass),
  track: openEnum(track),
  serviceCode: text,
  serviceName: text,
  agency: z.object({ id: z.string(), name: z.string() }).nullable(),
  dueOn: isoDate.nullable(),
  expectedOn: isoDate.nullable(),
  expectedAt: instant.nullable(),
  outcome: openEnum(outcome).nullable().meta({ description: 'Outcome of the answer that this event gave or ended.' }),
  scheduledOn: isoDate.nullable(),
  archivedBecause: z.object({ code: openEnum(reasonCode), label: z.string() }).nullable(),
});
export type PublicData = z.infer<typeof publicData>;

/** Members for the client that filed the complaint and for a relay only. */
const fullData = z.object({
  anonymous: z.boolean(),
  confidential: z.boolean(),
  rating: z.number().int().min(1).max(5).nullable(),
  attachment: attachment.nullable().meta({ description: 'The photo that this event brought.' }),
  reference: text.meta({ description: "The filing client's own id." }),
  text: text.meta({ description: 'The text of this event; null for internal ones and for the report itself.' }),
  report,
});
export type FullData = z.infer<typeof fullData>;

const upstream = z.object({ id: text, status: z.string(), class: z.string(), category: text });
export type UpstreamView = z.infer<typeof upstream>;

const hiddenData = z.strictObject({ trackingId });

/** An event as CloudEvents 1.0 in structured JSON. */
export const webhookEvent = z
  .object({
    specversion: z.literal('1.0'),
    id: z.string().meta({ examples: ['AMB-7K3Q9CX-3'] }),
    source: z.string().meta({ examples: ['urn:tanggap:AMB'] }),
    type: z.string().meta({
      description: '`tanggap.complaint.` and the action; `tanggap.complaint.hidden` when it may be seen no more.',
      examples: ['tanggap.complaint.answer'],
    }),
    subject: trackingId,
    time: instant,
    datacontenttype: z.literal('application/json'),
    sequence: z.string().meta({ description: "The complaint's version, padded: text order is its order." }),
    data: z.union([
      publicData
        .extend({ ...fullData.partial().shape, upstream: upstream.optional() })
        .meta({ id: 'WebhookData', description: 'Without text and place for whom the complaint is only public.' }),
      hiddenData.meta({ id: 'WebhookHidden' }),
    ]),
  })
  .meta({ id: 'WebhookEvent' });
