/** Schemas of the admin API's answers besides records; the OpenAPI document and the answers' types derive from them. */
import * as z from 'zod';
import { openEnum } from '../../domain/kernel/stored.ts';
import { apiClient, isoDate, office, role } from '../../domain/city/records.ts';

const version = z.number().int().positive();
const text = z.string().nullable();

export const warning = z
  .object({
    code: z.enum(['vacant-office', 'deputy-without-rights', 'no-admin']),
    office: office.optional(),
    agencyId: text.optional(),
    from: isoDate.optional().meta({ description: 'First local day on which nobody acts there.' }),
    message: z.string(),
  })
  .meta({ id: 'Warning' });
export type WarningView = z.infer<typeof warning>;

/** A stored edit, with the record as the edit left it. */
export const editView = z.object({
  kind: z.string(),
  id: z.string(),
  edit: version,
  at: z.iso.datetime(),
  by: z.string().meta({ description: 'Subject of the admin, or the command and its user.' }),
  reason: z.string().optional(),
  beforeHash: text.meta({
    description: 'SHA-256 of the record before, canonical JSON, base64url; null for a new one.',
  }),
  after: z.looseObject({}),
});
export type EditView = z.infer<typeof editView>;

export const handoverView = z
  .object({
    officer: z.object({ subject: z.string(), name: z.string(), role: openEnum(role) }),
    posts: z.array(
      z.object({
        office,
        agencyId: text,
        open: z.object({
          count: z.number().int().nonnegative(),
          complaints: z
            .array(z.object({ trackingId: z.string(), dueAt: text }))
            .meta({ description: 'The first hundred, the earliest due first.' }),
        }),
        successors: z
          .array(z.object({ subject: z.string(), name: z.string(), deputyFor: text }))
          .meta({ description: 'Who acts in this post today without the officer; empty: vacant.' }),
      }),
    ),
  })
  .meta({ id: 'Handover' });
export type HandoverView = z.infer<typeof handoverView>;

const keysOfClient = { clientId: z.string(), keyId: z.string(), keys: apiClient.shape.keys };
export const newKeyView = z
  .object({ ...keysOfClient, apiKey: z.string().meta({ description: 'Shown here and never again.' }) })
  .meta({ id: 'NewApiKey' });
export type NewKeyView = z.infer<typeof newKeyView>;
export const revokedKeyView = z
  .object({ ...keysOfClient, takesEffect: z.string().meta({ examples: ['within 60 seconds'] }) })
  .meta({ id: 'RevokedApiKey' });
export type RevokedKeyView = z.infer<typeof revokedKeyView>;

const made = { createdAt: z.iso.datetime(), by: z.string() };
export const secretsView = z
  .object({
    signing: z
      .array(z.object({ secretId: z.string(), ...made }))
      .meta({ description: 'The newest first; events are signed under each.' }),
    relayToken: z.object(made).nullable(),
  })
  .meta({ id: 'SubscriptionSecrets' });
export type SecretsView = z.infer<typeof secretsView>;
export const newSecretView = secretsView
  .extend({ secretId: z.string(), secret: z.string().meta({ description: 'Shown here and never again.' }) })
  .meta({ id: 'NewSubscriptionSecret' });
export type NewSecretView = z.infer<typeof newSecretView>;
