/** A real DynamoDB engine with empty tables of ours, for contract tests and the simulation: dynoxide, or the one that DYNAMODB_ENDPOINT names. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ComplaintTables } from '../../functions/adapters/dynamodb/complaints/change-parts.ts';
import { startEngine } from '../../lib/local/dynamodb/engine.ts';
import { complaintsIndexes, type CityIndex } from '../../lib/stacks/complaints-indexes.ts';

type TableKind = 'complaints' | 'identities' | 'directory';

export type TestEngine = {
  client: DynamoDBDocumentClient;
  /** Makes an empty table with the keys and indexes of the data stack. */
  newTable(kind: TableKind): Promise<string>;
  /** Makes the two tables that a filing writes. */
  newTables(): Promise<ComplaintTables>;
  stop(): Promise<void>;
};

export async function startDynoxide(): Promise<TestEngine> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tanggap-contract-'));
  const engine = await startEngine(folder, (message) => {
    throw new Error(message);
  });
  const plain = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const client = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
  const newTable = async (kind: TableKind): Promise<string> => {
    const TableName = `${kind}-${randomUUID()}`;
    await plain.send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...schemaOf(kind) }));
    return TableName;
  };
  return {
    client,
    newTable,
    newTables: async () => ({ complaints: await newTable('complaints'), identities: await newTable('identities') }),
    async stop() {
      plain.destroy();
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function schemaOf(kind: TableKind) {
  const own: readonly CityIndex[] = kind === 'complaints' ? complaintsIndexes : [];
  const names = [...new Set(['pk', 'sk', ...own.flatMap((i) => [i.partitionKey, i.sortKey])])];
  return {
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: keySchema('pk', 'sk'),
    ...(own.length > 0 && {
      GlobalSecondaryIndexes: own.map((i) => ({
        IndexName: i.name,
        KeySchema: keySchema(i.partitionKey, i.sortKey),
        Projection:
          i.include === undefined
            ? { ProjectionType: 'KEYS_ONLY' as const }
            : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...i.include] },
      })),
    }),
  };
}

const keySchema = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];
