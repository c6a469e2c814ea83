import { callAws } from '../local/aws.ts';
import type { TestCloud } from './local-cloud.ts';

/** Items of a cloud's complaints table with this sort key, or all but those that count posts. */
export async function countItems(cloud: TestCloud, sk?: string): Promise<number> {
  const { TableNames } = await callAws<{ TableNames: string[] }>(cloud, 'DynamoDB_20120810.ListTables', {});
  let count = 0;
  let start: unknown;
  do {
    const page = await callAws<{ Count: number; LastEvaluatedKey?: unknown }>(cloud, 'DynamoDB_20120810.Scan', {
      TableName: TableNames.find((name) => name.includes('Complaints')),
      FilterExpression: sk === undefined ? 'sk <> :sk' : 'sk = :sk',
      ExpressionAttributeValues: { ':sk': { S: sk ?? 'quota' } },
      Select: 'COUNT',
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    count += page.Count;
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return count;
}
