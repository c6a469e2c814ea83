/** Wires identity. Permissions: read complaint, identity and directory, put access items, decrypt identities. */
import * as z from 'zod';
import { createComplaintReader } from '../adapters/dynamodb/complaints/complaint-store.ts';
import { createCityContext } from '../adapters/dynamodb/directory/city-context.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { createIdentityReader } from '../adapters/aws/identity-kms.ts';
import { createIdentityStore } from '../adapters/dynamodb/complaints/identity-store.ts';
import { apiHandler, ok } from '../http/api-handler.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { showIdentity } from './show-identity.ts';

const env = parseEnv(z.object({ ...tablesEnv, IDENTITIES_TABLE: z.string().min(1), IDENTITY_KEY_ARN: z.string() }));
const client = documentClient();

const show = showIdentity({
  reader: createComplaintReader(client, env.COMPLAINTS_TABLE),
  identities: createIdentityStore(client, { complaints: env.COMPLAINTS_TABLE, identities: env.IDENTITIES_TABLE }),
  cipher: createIdentityReader(env.IDENTITY_KEY_ARN),
  ...createCityContext(client, env.DIRECTORY_TABLE),
});

export const handler = apiHandler({
  'GET /v1/staff/complaints/{trackingId}/identity': async ({ path, subject, query }) =>
    ok(await show({ subject, trackingId: path['trackingId'] ?? '', query })),
});
