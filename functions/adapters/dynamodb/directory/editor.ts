/** Reads directory records uncached, and stores each edit with its record. */
import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  editsOf,
  recordKinds,
  type AnyRecord,
  type EditRecord,
  type RecordKind,
} from '../../../domain/administration/record-kinds.ts';
import type { RecordOf } from '../../../domain/administration/record-kinds.ts';
import { RecordConflict } from '../../../domain/kernel/errors.ts';
import type { Beside, DirectoryEditor } from '../../../domain/administration/ports.ts';
import type { Page } from '../../../domain/kernel/ports.ts';
import { getItem, queryAll, type Item } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import { itemReader, readable } from '../read-items.ts';
import { transact, type TransactItem } from '../transact.ts';

/** DynamoDB's limit for a sort key, in bytes: no record has a longer id. */
const maxIdBytes = 1024;

const keyOf = (kind: RecordKind, id: string) => keys.directory(kind, recordKinds[kind].stored(id));

const recordOf =
  <K extends RecordKind>(kind: K) =>
  ({ pk, sk, ...record }: Item): RecordOf<K> =>
    recordKinds[kind].schema.parse(record) as RecordOf<K>;

export function createDirectoryEditor(client: DynamoDBDocumentClient, table: string): DirectoryEditor {
  const ofPartition = (pk: string) => ({
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  });

  const editor: DirectoryEditor = {
    async record(kind, id) {
      if (Buffer.byteLength(recordKinds[kind].stored(id)) > maxIdBytes) return undefined;
      const found = await getItem(client, table, keyOf(kind, id));
      return found && itemReader(table, recordOf(kind))(found);
    },
    async records(kind) {
      const items = await queryAll(client, ofPartition(kind));
      return readable(items, itemReader(table, recordOf(kind))).items;
    },
    async page(kind, limit, from): Promise<Page<AnyRecord>> {
      const start = from === undefined ? {} : { ExclusiveStartKey: { pk: kind, sk: from } };
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({ ...ofPartition(kind), Limit: limit, ...start }),
      );
      const page = readable(Items, itemReader(table, recordOf(kind)));
      return LastEvaluatedKey ? { ...page, next: String(LastEvaluatedKey['sk']) } : page;
    },
    async edits(kind, id, limit) {
      if (Buffer.byteLength(id) > maxIdBytes) return [];
      const { Items = [] } = await client.send(
        new QueryCommand({ ...ofPartition(keys.edit(kind, id, 0).pk), Limit: limit, ScanIndexForward: false }),
      );
      // Not parsed, because `after` may have an older shape than today's schema and is only shown.
      return Items.map(({ pk, sk, ...edit }) => edit as EditRecord);
    },
    async put(edit, beside = {}) {
      const refused = await transact(client, editParts(table, edit, beside));
      if (refused.size === 0) return;
      const current = await editor.record(edit.kind, edit.id);
      throw new RecordConflict('somebody else edited this record: look at it as it is now and edit it again', current);
    },
  };
  return editor;
}

/** Writes over the edit before; a first edit only where no record is. */
function recordPut(table: string, { kind, id, edit, after }: EditRecord): TransactItem {
  const Put = { TableName: table, Item: { ...keyOf(kind, id), ...after } };
  if (editsOf(kind, after) === 1) return { Put: { ...Put, ConditionExpression: 'attribute_not_exists(pk)' } };
  return {
    Put: {
      ...Put,
      ConditionExpression: '#counter = :before',
      ExpressionAttributeNames: { '#counter': recordKinds[kind].counter },
      ExpressionAttributeValues: { ':before': edit - 1 },
    },
  };
}

function editParts(table: string, edit: EditRecord, { apiKey, phone }: Beside) {
  const { kind, id } = edit;
  const put = (Item: Item): TransactItem => ({ Put: { TableName: table, Item } });
  const putNew = (Item: Item): TransactItem => ({
    Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' },
  });
  return {
    record: recordPut(table, edit),
    edit: putNew({ ...keys.edit(kind, id, edit.edit), ...edit }),
    key: apiKey && putNew({ ...keys.directory('key', apiKey.hash), clientId: id, keyId: apiKey.keyId }),
    // An item without a ciphertext removes the number, since nothing in the directory is ever deleted.
    phone: phone === undefined ? undefined : put({ ...keys.officerPhone(id), ...(phone ? { ciphertext: phone } : {}) }),
  };
}
