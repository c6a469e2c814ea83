/** Writes to the directory table for the seed. */
import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DirectoryWriter } from '../../../domain/administration/ports.ts';
import { written } from '../conditional-write.ts';
import { getItem } from '../dynamodb.ts';

export function createDirectoryWriter(client: DynamoDBDocumentClient, table: string): DirectoryWriter {
  return {
    async putIfAbsent(record) {
      const put = new PutCommand({ TableName: table, Item: record, ConditionExpression: 'attribute_not_exists(pk)' });
      if (await written(client.send(put))) return undefined;
      return (await getItem(client, table, { pk: record.pk, sk: record.sk })) ?? {};
    },
  };
}
