import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { callAws } from '../local/aws.ts';
import type { TestCloud } from './local-cloud.ts';

/** Makes these the only directory records of their kind, by id: as a fresh city's seed would, without the checks of an edit. */
export async function replaceRecords(cloud: TestCloud, kind: string, records: Map<string, object>): Promise<void> {
  const { TableNames } = await callAws<{ TableNames: string[] }>(cloud, 'DynamoDB_20120810.ListTables', {});
  const TableName = TableNames.find((name) => name.includes('Directory'));
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: cloud.servicesUrl,
      region: 'local',
      credentials: { accessKeyId: 'tests', secretAccessKey: 'tests' },
    }),
  );
  try {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :kind',
        ExpressionAttributeValues: { ':kind': kind },
      }),
    );
    for (const { pk, sk } of Items) await client.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
    for (const [sk, record] of records)
      await client.send(new PutCommand({ TableName, Item: { pk: kind, sk, ...record } }));
  } finally {
    client.destroy();
  }
}
