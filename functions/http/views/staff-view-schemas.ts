/** Schemas of the API's answer to an officer about one complaint; see view-schemas.ts. */
import * as z from 'zod';
import { channel, contact, event, instant } from '../../domain/complaint/complaint.ts';
import { openEnum } from '../../domain/kernel/stored.ts';
import { countdown } from './countdown-schema.ts';
import { staffAuthorization } from './staff-action-schemas.ts';
import { routingSuggestion } from './suggestion-schemas.ts';
import { attachments, common, listItem, rating, report, text, unreadable } from './view-schemas.ts';

export const staffView = z.object({
  ...common,
  ...listItem,
  channel: openEnum(channel),
  clientId: text,
  contact: openEnum(contact),
  /** Why the reporter gets no SMS; null when SMS arrive. */
  contactNote: z.string().nullable(),
  hintAgencyId: text,
  parentId: text.meta({ description: 'Of a DUPLICATE: the complaint that it follows.' }),
  contributing: z.array(z.string()).meta({ description: 'Agencies that help the accountable one.' }),
  hops: z
    .number()
    .int()
    .meta({ description: 'How often it was sent on after a return; after two a supervisor assigns.' }),
  policyVersion: z.number().int(),
  calendarVersion: z.number().int(),
  rating,
  report,
  attachments,
  chain: z
    .union([
      z.object({ valid: z.literal(true) }),
      z.object({ valid: z.literal(false), version: z.number().int(), problem: z.string() }),
    ])
    .meta({ description: 'Whether the history is whole: every event holds the hash of the one before.' }),
  unreadable,
  events: z.array(event.extend({ text }).meta({ id: 'ComplaintEvent' })),
});
export type StaffView = z.infer<typeof staffView>;

export const staffComplaint = staffView
  .extend({
    ...countdown,
    ...staffAuthorization,
    areaName: text,
    officers: z
      .array(z.object({ subject: z.string(), name: z.string() }))
      .meta({ description: 'Names of the officers in `events` and `accesses`, as far as the directory knows them.' }),
    suggestions: z.array(routingSuggestion).meta({
      description: 'For the coordinator, of a complaint without a service: up to three agencies, best first.',
    }),
    accesses: z
      .array(
        z.object({
          complaintId: z.string(),
          at: instant,
          officer: z.string(),
          role: z.string(),
          reason: z.string(),
        }),
      )
      .meta({ description: 'Who looked at the identity, when and why.' }),
    upstream: z
      .array(z.object({ subscriptionId: z.string(), upstreamId: z.string() }))
      .meta({ description: 'Its ids in systems above the city, by the relay that filed it there.' }),
  })
  .meta({ id: 'StaffComplaint', description: 'Everything but the identity.' });
export type StaffComplaint = z.infer<typeof staffComplaint>;
