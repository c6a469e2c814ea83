/** Wires notification, a reader of the complaints stream. Rights: read complaints, send to the message queue. */
import type { DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { createComplaintReader } from '../adapters/complaint-store.ts';
import { documentClient } from '../adapters/dynamodb.ts';
import { createMessageQueue } from '../adapters/message-queue.ts';
import { forEachStreamEvent } from '../adapters/stream-events.ts';
import { parseEnv } from '../runtime/env.ts';
import { notifyEvent } from './notify-event.ts';

const env = parseEnv(z.object({ COMPLAINTS_TABLE: z.string().min(1), MESSAGE_QUEUE_URL: z.url() }));

const notify = notifyEvent({
  complaints: createComplaintReader(documentClient(), env.COMPLAINTS_TABLE),
  queue: createMessageQueue(env.MESSAGE_QUEUE_URL),
});

export const handler = (event: DynamoDBStreamEvent) => forEachStreamEvent(event, notify);
