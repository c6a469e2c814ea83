/** Wires follow-up. Permissions: read and put complaints, read the directory. */
import * as z from 'zod';
import { createComplaintStore } from '../adapters/dynamodb/complaints/complaint-store.ts';
import { createContributionReader, createQueueReader } from '../adapters/dynamodb/complaints/complaint-indexes.ts';
import { createCityContext } from '../adapters/dynamodb/directory/city-context.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { createPublicLists } from '../adapters/dynamodb/complaints/public-lists.ts';
import { createQuotaCounter } from '../adapters/dynamodb/quota-store.ts';
import { createRelayReader } from '../adapters/dynamodb/webhooks/relay-records.ts';
import { createDuplicateCandidateReader } from '../adapters/dynamodb/complaints/duplicate-candidates.ts';
import { routingModelReader } from '../adapters/files/routing-model.ts';
import { apiHandler } from '../http/api-handler.ts';
import { open311 } from '../http/open311/dialect.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { followUpRoutes } from './routes.ts';

const env = parseEnv(z.object(tablesEnv));
const client = documentClient();

export const handler = apiHandler(
  followUpRoutes({
    store: createComplaintStore(client, env.COMPLAINTS_TABLE),
    queues: {
      ...createQueueReader(client, env.COMPLAINTS_TABLE),
      ...createContributionReader(client, env.COMPLAINTS_TABLE),
    },
    lists: createPublicLists(client, env.COMPLAINTS_TABLE),
    relays: createRelayReader(client, env.COMPLAINTS_TABLE),
    candidates: createDuplicateCandidateReader(client, env.COMPLAINTS_TABLE),
    ...createCityContext(client, env.DIRECTORY_TABLE),
    routingModel: routingModelReader(new URL('routing-model.json', import.meta.url)),
    quotas: createQuotaCounter(client, env.COMPLAINTS_TABLE),
  }),
  [open311],
);
