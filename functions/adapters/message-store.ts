/** The complaints table for delivery: the event that a message tells of, its marker, and what waits for the morning. */
import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { MessageStore } from '../domain/ports.ts';
import { parseEvent } from './complaint-items.ts';
import { createHeldMessages } from './held-messages.ts';
import { keys } from './keys.ts';
import { createMessageMarkers } from './message-markers.ts';

export function createMessageStore(client: DynamoDBDocumentClient, table: string): MessageStore {
  return {
    ...createMessageMarkers(client, table),
    ...createHeldMessages(client, table),
    async event(complaintId, version) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: keys.event(complaintId, version), ConsistentRead: true }),
      );
      return Item && parseEvent(Item);
    },
  };
}
