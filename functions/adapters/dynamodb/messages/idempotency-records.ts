/** Stores idempotency records of messages in the complaint's partition. They let a message out once, however often it is asked for. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { idempotencyRecord } from '../../../domain/messages/idempotency-record.ts';
import { recipientName, type OutboundMessage } from '../../../domain/messages/outbound-messages.ts';
import type { IdempotencyRecords } from '../../../domain/messages/ports.ts';
import { ifHeld, written } from '../conditions.ts';
import { getItem, getLaggingItem, putItem, queryAll, updateItem } from '../dynamodb.ts';
import { keys, messagesAfter } from '../keys.ts';
import { itemReader } from '../read-items.ts';

function messageKey({ complaintId, version, recipient, template }: OutboundMessage) {
  return keys.message(complaintId, version, recipientName(recipient), template);
}

const status = { '#status': 'status' };

const link = z.object({ complaintId: z.string() });

/** Access patterns 10, 27 of docs/access-patterns.md. */
export function createIdempotencyRecords(client: DynamoDBDocumentClient, table: string): IdempotencyRecords {
  const readRecord = itemReader(table, (item) => idempotencyRecord.parse(item));
  return {
    async recordOf(message) {
      const item = await getLaggingItem(client, table, messageKey(message));
      return item && readRecord(item);
    },
    async claim(message, now, leaseUntil) {
      const claimed = await ifHeld(
        updateItem(client, table, messageKey(message), {
          UpdateExpression: 'SET #status = :claimed, leaseUntil = :until ADD attempts :one',
          ConditionExpression: 'attribute_not_exists(pk) OR (#status = :claimed AND leaseUntil <= :now)',
          ExpressionAttributeNames: status,
          ExpressionAttributeValues: {
            ':claimed': 'claimed',
            ':until': leaseUntil.toISOString(),
            ':now': now.toISOString(),
            ':one': 1,
          },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      if (claimed) return { outcome: 'claimed', attempts: Number(claimed.Attributes?.['attempts']) };
      // Read again, because the shape of the exception's item differs by engine and client.
      const current = readRecord((await getItem(client, table, messageKey(message))) ?? {});
      return { outcome: current.status === 'claimed' ? 'leased' : 'finished' };
    },
    async release(message) {
      const freed = updateItem(client, table, messageKey(message), {
        UpdateExpression: 'SET leaseUntil = :never ADD attempts :less',
        ConditionExpression: '#status = :claimed',
        ExpressionAttributeNames: status,
        ExpressionAttributeValues: { ':never': new Date(0).toISOString(), ':claimed': 'claimed', ':less': -1 },
      });
      await written(freed);
    },
    async confirm(message, { status: outcome, messageId, at }) {
      await updateItem(client, table, messageKey(message), {
        UpdateExpression: 'SET #status = :outcome, messageId = :id, #at = :at REMOVE leaseUntil',
        ExpressionAttributeNames: { ...status, '#at': 'at' },
        ExpressionAttributeValues: { ':outcome': outcome, ':id': messageId, ':at': at },
      });
    },
    async drop(message, why, at) {
      const dropped = updateItem(client, table, messageKey(message), {
        UpdateExpression: 'SET #status = :dropped, #reason = :reason, #at = :at REMOVE leaseUntil',
        ConditionExpression: 'attribute_not_exists(pk) OR #status = :claimed',
        ExpressionAttributeNames: { ...status, '#reason': 'reason', '#at': 'at' },
        ExpressionAttributeValues: { ':dropped': 'dropped', ':claimed': 'claimed', ':reason': why, ':at': at },
      });
      return written(dropped);
    },
    async newerSent(message) {
      const own = recipientName(message.recipient);
      const items = await queryAll(client, {
        table,
        condition: 'pk = :pk AND sk BETWEEN :from AND :to',
        filter: '#status IN (:sent, :unconfirmed)',
        names: status,
        values: { ...messagesAfter(message), ':sent': 'sent', ':unconfirmed': 'unconfirmed' },
        consistent: true,
      });
      return items.some((item) => String(item['sk']).split('#')[2] === own);
    },
    async complaintOfSms(messageId) {
      const item = await getItem(client, table, keys.sms(messageId));
      return item && itemReader(table, (one) => link.parse(one))(item).complaintId;
    },
    async linkSms(messageId, complaintId) {
      await putItem(client, table, { ...keys.sms(messageId), complaintId });
    },
  };
}
