import { AwsError } from '../aws-error.ts';
import * as z from 'zod';
import { objectAt, objectsAt, stringAt, type JsonObject } from '../json.ts';
import type { Declared, Template } from '../template/template.ts';
import { type CallEngine } from './call.ts';

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const Index = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({ ProjectionType: z.string(), NonKeyAttributes: z.array(z.string()).optional() }),
});

/** The properties of a table that have an effect here; PITR, protection and encryption have none. */
const TableProperties = z.object({
  KeySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  GlobalSecondaryIndexes: z.array(Index).default([]),
  LocalSecondaryIndexes: z.array(Index).default([]),
  StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
});

/** A table of the template. */
export type Table = {
  name: string;
  /** Its ARN and the local ARN of its stream, as function policies and mappings spell them. */
  arn: string;
  streamArn: string;
  /** The partition key attribute of the table (under '') and of each index. */
  partitionKeys: Record<string, string>;
};

/** The tables of the template. */
export function declaredTables(
  template: Template,
): { table: Table; declared: Declared<z.infer<typeof TableProperties>> }[] {
  return template.of('AWS::DynamoDB::GlobalTable', TableProperties).map((declared) => {
    const { KeySchema: keys, GlobalSecondaryIndexes: gsis, LocalSecondaryIndexes: lsis } = declared.properties;
    const partition = (schema: z.infer<typeof KeySchema>): string =>
      schema.find((key) => key.KeyType === 'HASH')?.AttributeName ?? '';
    const table: Table = {
      name: declared.names.ref,
      arn: declared.names.attributes['Arn'] ?? '',
      streamArn: declared.names.attributes['StreamArn'] ?? '',
      partitionKeys: {
        '': partition(keys),
        ...Object.fromEntries([...gsis, ...lsis].map((index) => [index.IndexName, partition(index.KeySchema)])),
      },
    };
    return { table, declared };
  });
}

/** Makes each table that is absent, and adds indexes that an existing one lacks. Returns the names of the tables it made. */
export async function makeTables(template: Template, call: CallEngine): Promise<{ tables: Table[]; made: string[] }> {
  const made: string[] = [];
  const declaredAll = declaredTables(template);
  for (const { table, declared } of declaredAll) {
    const existing = await describe(call, table.name);
    if (existing === undefined) {
      await createTable(call, table.name, declared.properties);
      made.push(table.name);
    } else {
      refuseChange(table.name, declared.properties, existing);
      await addIndexes(call, table.name, declared.properties, existing);
    }
  }
  return { tables: declaredAll.map(({ table }) => table), made };
}

async function describe(call: CallEngine, name: string): Promise<JsonObject | undefined> {
  try {
    return objectAt(await call('DescribeTable', { TableName: name }), 'Table');
  } catch (error) {
    if (error instanceof AwsError && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function createTable(call: CallEngine, name: string, properties: z.infer<typeof TableProperties>): Promise<void> {
  const { StreamSpecification: stream, TimeToLiveSpecification: ttl } = properties;
  const gsis = properties.GlobalSecondaryIndexes;
  const lsis = properties.LocalSecondaryIndexes;
  const request = {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: properties.KeySchema,
    AttributeDefinitions: properties.AttributeDefinitions,
    ...(gsis.length > 0 && { GlobalSecondaryIndexes: gsis }),
    ...(lsis.length > 0 && { LocalSecondaryIndexes: lsis }),
    ...(stream !== undefined && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType },
    }),
  };
  await call('CreateTable', JSON.parse(JSON.stringify(request)) as JsonObject);
  if (ttl?.Enabled === true && ttl.AttributeName !== undefined) {
    const specification = { Enabled: true, AttributeName: ttl.AttributeName };
    await call('UpdateTimeToLive', { TableName: name, TimeToLiveSpecification: specification });
  }
}

/** Throws, saying what to do, when the template's table can no longer be the one in the state folder. */
function refuseChange(name: string, properties: z.infer<typeof TableProperties>, existing: JsonObject): void {
  const keys = (schema: unknown): string =>
    JSON.stringify(KeySchema.parse(schema).toSorted((a, b) => (a.KeyType < b.KeyType ? -1 : 1)));
  const differs = (what: string): Error =>
    new Error(`${what} of ${name} has changed in the template: start once with --fresh.`);
  if (keys(existing['KeySchema']) !== keys(properties.KeySchema)) throw differs('The key');
  const view = stringAt(objectAt(existing, 'StreamSpecification'), 'StreamViewType');
  if (view !== properties.StreamSpecification?.StreamViewType) throw differs('The stream');
  for (const index of objectsAt(existing, 'GlobalSecondaryIndexes')) {
    const wanted = properties.GlobalSecondaryIndexes.find((one) => one.IndexName === index['IndexName']);
    if (wanted !== undefined && keys(index['KeySchema']) !== keys(wanted.KeySchema))
      throw differs(`The index ${wanted.IndexName}`);
  }
}

async function addIndexes(
  call: CallEngine,
  name: string,
  properties: z.infer<typeof TableProperties>,
  existing: JsonObject,
): Promise<void> {
  const there = new Set(objectsAt(existing, 'GlobalSecondaryIndexes').map((index) => stringAt(index, 'IndexName')));
  for (const index of properties.GlobalSecondaryIndexes.filter((wanted) => !there.has(wanted.IndexName))) {
    const keys = new Set(index.KeySchema.map((key) => key.AttributeName));
    const request = {
      TableName: name,
      AttributeDefinitions: properties.AttributeDefinitions.filter((one) => keys.has(one.AttributeName)),
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    };
    await call('UpdateTable', JSON.parse(JSON.stringify(request)) as JsonObject);
  }
}
