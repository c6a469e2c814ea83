/**
 * Wires delivery. Permissions: read complaints, events, identities and directory; write idempotency records, held messages and SMS ids;
 * decrypt identities, reply addresses and officers' numbers; publish.
 */
import * as z from 'zod';
import { createQueueReader } from '../adapters/dynamodb/complaints/complaint-indexes.ts';
import { createComplaintStore } from '../adapters/dynamodb/complaints/complaint-store.ts';
import { createCityContext } from '../adapters/dynamodb/directory/city-context.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { createEmailSender } from '../adapters/http/email-relay.ts';
import { createHttpPoster } from '../adapters/http/http-poster.ts';
import { createSecretReader } from '../adapters/aws/secrets-kms.ts';
import { createIdentityReader } from '../adapters/aws/identity-kms.ts';
import { createIdentityStore } from '../adapters/dynamodb/complaints/identity-store.ts';
import { createMorningQueue } from '../adapters/aws/message-queue-sqs.ts';
import { createMessageStore } from '../adapters/dynamodb/messages/message-store.ts';
import { createReplyReader } from '../adapters/aws/reply-kms.ts';
import { createOfficerPhones } from '../adapters/dynamodb/directory/officer-phones.ts';
import { createOfficerPhoneReader } from '../adapters/aws/officer-phones-kms.ts';
import { createOfficerNotices } from '../adapters/aws/officer-topic-sns.ts';
import { createSmsCounters } from '../adapters/dynamodb/messages/sms-counters.ts';
import { createSmsAccount } from '../adapters/aws/sms-account-sns.ts';
import { createSmsSender } from '../adapters/aws/sms-sns.ts';
import { systemClock } from '../runtime/clock.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { logger } from '../runtime/logger.ts';
import { count } from '../runtime/metrics.ts';
import { handleDelivery } from './handle-delivery.ts';

const env = parseEnv(
  z.object({
    ...tablesEnv,
    IDENTITIES_TABLE: z.string().min(1),
    IDENTITY_KEY_ARN: z.string(),
    MESSAGE_QUEUE_URL: z.string(),
    OFFICER_TOPIC_ARN: z.string(),
    SECRETS_KEY_ARN: z.string(),
    /** Set by a local cloud only, for a relay on this machine over plain HTTP. */
    WEBHOOK_LOOPBACK: z.stringbool().default(false),
    SMS_SENDER_ID: z.string().optional(),
    SMS_MAX_PRICE_USD: z.coerce.number().positive(),
    /** Set in the stage that owns the account's log of failed SMS. */
    SMS_STATUS_ROLE_ARN: z.string().optional(),
  }),
);
const client = documentClient();
const tables = { complaints: env.COMPLAINTS_TABLE, identities: env.IDENTITIES_TABLE };

export const handler = handleDelivery({
  ...createCityContext(client, env.DIRECTORY_TABLE),
  complaints: createComplaintStore(client, env.COMPLAINTS_TABLE),
  queues: createQueueReader(client, env.COMPLAINTS_TABLE),
  messages: createMessageStore(client, env.COMPLAINTS_TABLE),
  queue: createMorningQueue(env.MESSAGE_QUEUE_URL),
  identities: createIdentityStore(client, tables),
  cipher: createIdentityReader(env.IDENTITY_KEY_ARN),
  replyReader: createReplyReader(env.IDENTITY_KEY_ARN),
  counters: createSmsCounters(client, env.COMPLAINTS_TABLE),
  sms: createSmsSender({ senderId: env.SMS_SENDER_ID, maxPriceUsd: env.SMS_MAX_PRICE_USD }),
  smsAccount: env.SMS_STATUS_ROLE_ARN === undefined ? undefined : createSmsAccount(env.SMS_STATUS_ROLE_ARN),
  email: createEmailSender({
    poster: createHttpPoster({ loopback: env.WEBHOOK_LOOPBACK }),
    secrets: createSecretReader(env.SECRETS_KEY_ARN),
    clock: systemClock,
  }),
  notices: createOfficerNotices(env.OFFICER_TOPIC_ARN),
  officerPhones: createOfficerPhones(client, env.DIRECTORY_TABLE, createOfficerPhoneReader(env.IDENTITY_KEY_ARN)),
  count,
  onFailure: (what) => logger.warn('message not sent yet', what),
});
