/** Schemas of the API's answers to actions; see view-schemas.ts. */
import * as z from 'zod';
import { instant } from '../../domain/complaint/complaint.ts';
import { emergency } from './emergency-schema.ts';
import { day, moment, status, statusLabel, text, trackingId, version } from './view-schemas.ts';

export const actionResult = z
  .object({
    trackingId,
    status,
    statusLabel,
    version,
    agencyId: text,
    dueOn: day,
    dueAt: moment,
    expectedAt: moment,
  })
  .meta({ id: 'ActionResult', description: 'Where the complaint now stands.' });
export type ActionResult = z.infer<typeof actionResult>;

export const identityView = z
  .object({
    trackingId,
    accessedAt: instant,
    identity: z.object({ name: text, phone: text, email: text }),
  })
  .meta({ id: 'Identity' });
export type IdentityView = z.infer<typeof identityView>;

/** Answer to a filing; rebuilt from event 1 on a replay, so it stays the same however the complaint has changed. */
export const receipt = z
  .object({
    trackingId,
    reporterSecret: z.string().meta({ description: 'Give it to the reporter only: it opens the whole complaint.' }),
    status,
    version,
    expectedAt: moment,
    possibleDuplicates: z
      .array(z.string())
      .meta({ description: 'Public complaints that it may repeat; one could be joined instead.' }),
    emergency: emergency.optional(),
    reference: z.string().optional(),
    links: z.object({ self: z.string() }),
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof receipt>;
