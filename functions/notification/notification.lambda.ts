/** Wires notification, a reader of the complaints stream. Permissions: read complaints and directory, send to both queues. */
import type { DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { createComplaintReader } from '../adapters/dynamodb/complaints/complaint-store.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { createMessageQueue } from '../adapters/aws/message-queue-sqs.ts';
import { forEachStreamItem } from '../adapters/dynamodb/stream-events.ts';
import { createSubscriptions } from '../adapters/dynamodb/directory/subscriptions.ts';
import { createWebhookQueue } from '../adapters/aws/webhook-queue-sqs.ts';
import { systemClock } from '../runtime/clock.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { notifyEvent } from './notify-event.ts';
import { notifyInbound } from './notify-inbound.ts';

const env = parseEnv(z.object({ ...tablesEnv, MESSAGE_QUEUE_URL: z.url(), WEBHOOK_QUEUE_URL: z.url() }));
const client = documentClient();

const queue = createMessageQueue(env.MESSAGE_QUEUE_URL);
const event = notifyEvent({
  complaints: createComplaintReader(client, env.COMPLAINTS_TABLE),
  queue,
  subscriptions: createSubscriptions(client, { table: env.DIRECTORY_TABLE, clock: systemClock }),
  webhooks: createWebhookQueue(env.WEBHOOK_QUEUE_URL),
  clock: systemClock,
});
const inbound = notifyInbound({ queue });

export const handler = (batch: DynamoDBStreamEvent) => forEachStreamItem(batch, { event, inbound });
