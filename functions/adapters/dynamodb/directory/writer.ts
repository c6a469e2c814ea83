/** Writes to the directory table for the seed. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DirectoryWriter } from '../../../domain/administration/ports.ts';

export function createDirectoryWriter(client: DynamoDBDocumentClient, table: string): DirectoryWriter {
  return {
    async putIfAbsent(record) {
      try {
        await client.send(
          new PutCommand({ TableName: table, Item: record, ConditionExpression: 'attribute_not_exists(pk)' }),
        );
        return undefined;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const { Item } = await client.send(
          new GetCommand({ TableName: table, Key: { pk: record.pk, sk: record.sk }, ConsistentRead: true }),
        );
        return Item ?? {};
      }
    },
  };
}
