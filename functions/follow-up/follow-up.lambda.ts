/** Wires follow-up. Permissions: read and put complaints, read the directory, never `identity#`. */
import * as z from 'zod';
import { createComplaintStore } from '../adapters/dynamodb/complaints/complaint-store.ts';
import { createContributionReader, createQueueReader } from '../adapters/dynamodb/complaints/complaint-indexes.ts';
import { createDirectory } from '../adapters/dynamodb/directory/directory.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { createPublicLists } from '../adapters/dynamodb/complaints/public-lists.ts';
import { createQuotaCounter } from '../adapters/dynamodb/quota-store.ts';
import { createRelayReader } from '../adapters/dynamodb/webhooks/relay-records.ts';
import { createDuplicateCandidateReader } from '../adapters/dynamodb/complaints/duplicate-candidates.ts';
import { routingModelReader } from '../adapters/files/routing-model.ts';
import { apiHandler } from '../http/api-handler.ts';
import { open311 } from '../http/open311/dialect.ts';
import { systemClock } from '../runtime/clock.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { systemRandom } from '../runtime/random.ts';
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
    directory: createDirectory(client, { table: env.DIRECTORY_TABLE, clock: systemClock }),
    routingModel: routingModelReader(new URL('routing-model.json', import.meta.url)),
    quotas: createQuotaCounter(client, env.COMPLAINTS_TABLE),
    clock: systemClock,
    random: systemRandom,
  }),
  [open311],
);
