/**
 * Wires webhooks: events from a FIFO queue, signed posts to subscribers. Permissions: read complaints and directory, write deliveries,
 * decrypt secrets; never identities.
 */
import * as z from 'zod';
import { createComplaintReader } from '../adapters/dynamodb/complaints/complaint-store.ts';
import { createCityContext } from '../adapters/dynamodb/directory/city-context.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { createEndpointHealth } from '../adapters/dynamodb/webhooks/endpoint-health.ts';
import { createEndpointNoticeQueue } from '../adapters/aws/endpoint-notice-queue-sqs.ts';
import { createHttpPoster } from '../adapters/http/http-poster.ts';
import { createLapor } from '../adapters/http/lapor-addstream.ts';
import { createRecordCache } from '../adapters/dynamodb/record-cache.ts';
import { createRelayRecords } from '../adapters/dynamodb/webhooks/relay-records.ts';
import { createSecretReader } from '../adapters/aws/secrets-kms.ts';
import { createEncryptedSecrets } from '../adapters/dynamodb/directory/subscription-secrets.ts';
import { createSubscriptions } from '../adapters/dynamodb/directory/subscriptions.ts';
import { createWebhookDeliveries } from '../adapters/dynamodb/webhooks/deliveries.ts';
import { createWaitingQueue } from '../adapters/aws/webhook-queue-sqs.ts';
import { systemClock } from '../runtime/clock.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { logger } from '../runtime/logger.ts';
import { count } from '../runtime/metrics.ts';
import { handleWebhooks } from './handle-webhooks.ts';

const env = parseEnv(
  z.object({
    ...tablesEnv,
    SECRETS_KEY_ARN: z.string(),
    MESSAGE_QUEUE_URL: z.url(),
    WEBHOOK_QUEUE_URL: z.url(),
    /** Set by a local cloud only, for receivers on this machine over plain HTTP. */
    WEBHOOK_LOOPBACK: z.stringbool().default(false),
  }),
);
const client = documentClient();
const poster = createHttpPoster({ loopback: env.WEBHOOK_LOOPBACK });

export const handler = handleWebhooks({
  ...createCityContext(client, env.DIRECTORY_TABLE),
  complaints: createComplaintReader(client, env.COMPLAINTS_TABLE),
  deliveries: createWebhookDeliveries(client, env.COMPLAINTS_TABLE),
  relays: createRelayRecords(client, env.COMPLAINTS_TABLE),
  endpoints: createEndpointHealth(client, env.COMPLAINTS_TABLE),
  subscriptions: createSubscriptions(client, { table: env.DIRECTORY_TABLE, clock: systemClock }),
  encryptedSecrets: createEncryptedSecrets(client, {
    table: env.DIRECTORY_TABLE,
    cached: createRecordCache(systemClock),
  }),
  secrets: createSecretReader(env.SECRETS_KEY_ARN),
  poster,
  upstream: createLapor(poster),
  endpointNotices: createEndpointNoticeQueue(env.MESSAGE_QUEUE_URL),
  queue: createWaitingQueue(env.WEBHOOK_QUEUE_URL),
  count,
  onFailure: (what) => logger.warn('event not delivered yet', what),
});
