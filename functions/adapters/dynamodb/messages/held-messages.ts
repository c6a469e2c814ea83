/** Stores messages that wait for the morning: one partition per local date, one row per complaint and recipient. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { outboundMessage, recipientName, type OutboundMessage } from '../../../domain/messages/outbound-messages.ts';
import type { HeldMessage, HeldMessages } from '../../../domain/messages/ports.ts';
import { written } from '../conditions.ts';
import { deleteItem, getItem, putItem, queryPage, type Item } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import { itemReader, readable } from '../read-items.ts';

function heldKey(date: string, message: OutboundMessage) {
  return keys.held(date, message.complaintId, recipientName(message.recipient));
}

/** Makes the item of a held message. Its version is an attribute of its own, for conditions; the message is stored as `order`. */
function toItem({ date, message }: HeldMessage): Item {
  return { ...heldKey(date, message), version: message.version, order: message };
}

const fromItem = (date: string, item: Item): HeldMessage => ({ date, message: outboundMessage.parse(item['order']) });

/** Access pattern 10 of docs/access-patterns.md. */
export function createHeldMessages(client: DynamoDBDocumentClient, table: string): HeldMessages {
  return {
    async heldFor(message, date) {
      const item = await getItem(client, table, heldKey(date, message));
      return item && itemReader(table, (one) => fromItem(date, one))(item);
    },
    async hold(held) {
      const write = putItem(client, table, toItem(held), {
        ConditionExpression: 'attribute_not_exists(pk) OR version <= :version',
        ExpressionAttributeValues: { ':version': held.message.version },
      });
      return written(write);
    },
    async held(date, limit, from) {
      const { pk } = keys.held(date, '', '');
      const start = from === undefined ? undefined : { pk, sk: from };
      const query = { table, condition: 'pk = :pk', values: { ':pk': pk }, consistent: true, limit, start };
      const { items, last } = await queryPage(client, query);
      const read = itemReader(table, (item) => fromItem(date, item));
      return { ...readable(items, read), ...(last ? { next: String(last['sk']) } : {}) };
    },
    async unhold({ date, message }) {
      const removal = deleteItem(client, table, heldKey(date, message), {
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': message.version },
      });
      await written(removal);
    },
  };
}
