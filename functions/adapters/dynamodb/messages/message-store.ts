/** Reads and writes the complaints table for delivery: a message's event and idempotency record, and held messages. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { MessageStore } from '../../../domain/messages/ports.ts';
import type { InboundReader } from '../../../domain/sms/ports.ts';
import { parseEvent } from '../complaints/complaint-items.ts';
import { getLaggingItem, getRecentItem } from '../dynamodb.ts';
import { createHeldMessages } from './held-messages.ts';
import { parseInbound, parsePhoneItem } from '../complaints/inbound-items.ts';
import { keys } from '../keys.ts';
import { itemReader } from '../read-items.ts';
import { createIdempotencyRecords } from './idempotency-records.ts';

/** Access patterns 10, 22, 23 of docs/access-patterns.md. */
export function createMessageStore(client: DynamoDBDocumentClient, table: string): MessageStore & InboundReader {
  return {
    ...createIdempotencyRecords(client, table),
    ...createHeldMessages(client, table),
    async inbound(id) {
      const item = await getRecentItem(client, table, keys.inbound(id));
      return item && itemReader(table, (one) => parseInbound(id, one))(item);
    },
    async optedOut(mac) {
      const item = await getLaggingItem(client, table, keys.phone(mac));
      return item !== undefined && itemReader(table, (one) => parsePhoneItem(one))(item).optedOut !== undefined;
    },
    async event(complaintId, version) {
      const item = await getRecentItem(client, table, keys.event(complaintId, version));
      return item && itemReader(table, parseEvent)(item);
    },
  };
}
