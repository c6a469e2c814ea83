/** Compares the units that the engine counts for a filing with those that DynamoDB documents for the stored items. */
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '../../../functions/adapters/dynamodb/keys.ts';
import type { LocalClient } from '../../support/local-client.ts';
import { findTarget } from '../../support/target.ts';
import { transactedPut } from './item-size.ts';
import { row, type Row } from './row.ts';
import { must, unitsOf } from './units.ts';

export async function countCheckRow(client: LocalClient, report: object): Promise<Row> {
  let trackingId = '';
  const units = await unitsOf(client, async () => {
    ({ trackingId } = must(await client.file(report), 201));
  });
  const counted = units.shares.get('intake TransactWriteItems')?.write;
  if (counted === undefined)
    throw new Error(`The engine counted no transaction of the intake: ${[...units.shares.keys()].join(', ')}`);
  const { outputs, client: settings } = await findTarget({ local: client.url });
  const { ComplaintsTable, IdentitiesTable } = outputs;
  const plain = new DynamoDBClient(settings);
  const engine = DynamoDBDocumentClient.from(plain);
  const { Table } = await plain.send(new DescribeTableCommand({ TableName: ComplaintsTable }));
  const indexes = (Table?.GlobalSecondaryIndexes ?? []).map(({ KeySchema = [] }) =>
    KeySchema.flatMap(({ AttributeName }) => AttributeName ?? []),
  );
  // The transaction of access pattern 5; a complaint that waits for the coordinator is still as it was filed.
  const stored = [
    { TableName: ComplaintsTable, Key: keys.complaint(trackingId) },
    { TableName: ComplaintsTable, Key: keys.event(trackingId, 1) },
    { TableName: ComplaintsTable, Key: keys.text(trackingId, 1) },
    { TableName: IdentitiesTable, Key: keys.identity(trackingId) },
  ];
  let computed = 0;
  for (const place of stored) {
    const { Item } = await engine.send(new GetCommand(place));
    if (Item === undefined) throw new Error(`${place.Key.sk} of ${trackingId} is not there`);
    computed += transactedPut(Item, indexes);
  }
  plain.destroy();
  const detail = `filing by the engine ${counted}, computed from the sizes of its four items and their index entries ${computed}`;
  return row('units counted, as part of those computed', counted / computed, '×', 1, detail);
}
