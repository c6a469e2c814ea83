/** Writes to the directory table for the seed. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DirectoryWriter } from '../../../domain/administration/ports.ts';
import { absent, written } from '../conditions.ts';
import { getItem, putItem } from '../dynamodb.ts';

export function createDirectoryWriter(client: DynamoDBDocumentClient, table: string): DirectoryWriter {
  return {
    async putIfAbsent(record) {
      if (await written(putItem(client, table, record, absent))) return undefined;
      return (await getItem(client, table, { pk: record.pk, sk: record.sk })) ?? {};
    },
  };
}
