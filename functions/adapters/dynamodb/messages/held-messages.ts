/** Messages that wait for the morning: one partition per local date, one row per complaint and recipient. */
import { DeleteCommand, PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { messageOrder, recipientName } from '../../../domain/messages/orders.ts';
import type { HeldMessage, HeldMessages, MessageOrder } from '../../../domain/messages/ports.ts';
import { written } from '../conditional-write.ts';
import { getItem, type Item } from '../dynamodb.ts';
import { keys } from '../keys.ts';

function heldKey(date: string, order: MessageOrder) {
  return keys.held(date, order.complaintId, recipientName(order.recipient));
}

/** The version stands on the item itself too, where conditions can reach it. */
function toItem({ date, order }: HeldMessage): Item {
  return { ...heldKey(date, order), version: order.version, order };
}

const fromItem = (date: string, item: Item): HeldMessage => ({ date, order: messageOrder.parse(item['order']) });

export function createHeldMessages(client: DynamoDBDocumentClient, table: string): HeldMessages {
  return {
    async heldFor(order, date) {
      const item = await getItem(client, table, heldKey(date, order));
      return item && fromItem(date, item);
    },
    async hold(message) {
      const write = client.send(
        new PutCommand({
          TableName: table,
          Item: toItem(message),
          ConditionExpression: 'attribute_not_exists(pk) OR version <= :version',
          ExpressionAttributeValues: { ':version': message.order.version },
        }),
      );
      return written(write);
    },
    async held(date, limit, from) {
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': keys.held(date, '', '').pk },
          ConsistentRead: true,
          Limit: limit,
          ...(from === undefined ? {} : { ExclusiveStartKey: { pk: keys.held(date, '', '').pk, sk: from } }),
        }),
      );
      const items = (Items ?? []).map((item) => fromItem(date, item));
      return { items, ...(LastEvaluatedKey ? { next: String(LastEvaluatedKey['sk']) } : {}) };
    },
    async unhold({ date, order }) {
      const removal = client.send(
        new DeleteCommand({
          TableName: table,
          Key: heldKey(date, order),
          ConditionExpression: 'version = :version',
          ExpressionAttributeValues: { ':version': order.version },
        }),
      );
      await written(removal);
    },
  };
}
