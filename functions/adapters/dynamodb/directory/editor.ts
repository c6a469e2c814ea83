/** Reads directory records uncached, and stores each edit with its record. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  editsOf,
  recordKinds,
  shownRecord,
  type AnyRecord,
  type EditRecord,
  type RecordKind,
} from '../../../domain/administration/record-kinds.ts';
import type { RecordOf } from '../../../domain/administration/record-kinds.ts';
import { RecordConflict } from '../../../domain/kernel/errors.ts';
import type { Beside, DirectoryEditor } from '../../../domain/administration/ports.ts';
import type { Page } from '../../../domain/kernel/ports.ts';
import { getItem, queryAll, queryPage, type Item } from '../dynamodb.ts';
import { absent, changedTimes } from '../conditions.ts';
import { keys } from '../keys.ts';
import { itemReader, readable, readItems } from '../read-items.ts';
import { transact, type TransactItem } from '../transact.ts';

/** DynamoDB's limit for a sort key, in bytes: no record has a longer id. */
const maxIdBytes = 1024;

const keyOf = (kind: RecordKind, id: string) => keys.directory(kind, recordKinds[kind].stored(id));

const recordOf =
  <K extends RecordKind>(kind: K) =>
  ({ pk, sk, ...record }: Item): RecordOf<K> =>
    recordKinds[kind].schema.parse(record) as RecordOf<K>;

export function createDirectoryEditor(client: DynamoDBDocumentClient, table: string): DirectoryEditor {
  const ofPartition = (pk: string) => ({ table, condition: 'pk = :pk', values: { ':pk': pk }, consistent: true });

  const editor: DirectoryEditor = {
    async record(kind, id) {
      if (Buffer.byteLength(recordKinds[kind].stored(id)) > maxIdBytes) return undefined;
      const found = await getItem(client, table, keyOf(kind, id));
      return found && itemReader(table, recordOf(kind))(found);
    },
    async records(kind) {
      const items = await queryAll(client, ofPartition(kind));
      return readItems(table, items, recordOf(kind));
    },
    async page(kind, limit, from): Promise<Page<AnyRecord>> {
      const start = from === undefined ? undefined : { pk: kind, sk: from };
      const { items, last } = await queryPage(client, { ...ofPartition(kind), limit, start });
      return { ...readable(items, itemReader(table, recordOf(kind))), ...(last ? { next: String(last['sk']) } : {}) };
    },
    async edits(kind, id, limit) {
      if (Buffer.byteLength(id) > maxIdBytes) return [];
      const { items } = await queryPage(client, {
        ...ofPartition(keys.edit(kind, id, 0).pk),
        limit,
        newestFirst: true,
      });
      // Not parsed, because `after` may have an older shape than today's schema and is only shown.
      return items.map(({ pk, sk, ...edit }) => edit as EditRecord);
    },
    async put(edit, beside = {}) {
      const refused = await transact(client, editParts(table, edit, beside));
      if (refused.size === 0) return;
      const current = await editor.record(edit.kind, edit.id);
      throw new RecordConflict(
        'somebody else edited this record: look at it as it is now and edit it again',
        current && shownRecord(edit.kind, current),
      );
    },
  };
  return editor;
}

/** Writes over the edit before; a first edit only where no record is. */
function recordPut(table: string, { kind, id, edit, after }: EditRecord): TransactItem {
  const condition = editsOf(kind, after) === 1 ? absent : changedTimes(edit - 1, recordKinds[kind].counter);
  return { Put: { TableName: table, Item: { ...keyOf(kind, id), ...after }, ...condition } };
}

function editParts(table: string, edit: EditRecord, { apiKey, phone }: Beside) {
  const { kind, id } = edit;
  const put = (Item: Item): TransactItem => ({ Put: { TableName: table, Item } });
  const putNew = (Item: Item): TransactItem => ({ Put: { TableName: table, Item, ...absent } });
  return {
    record: recordPut(table, edit),
    edit: putNew({ ...keys.edit(kind, id, edit.edit), ...edit }),
    key: apiKey && putNew({ ...keys.directory('key', apiKey.hash), clientId: id, keyId: apiKey.keyId }),
    // An item without a ciphertext removes the number, since nothing in the directory is ever deleted.
    phone: phone === undefined ? undefined : put({ ...keys.officerPhone(id), ...(phone ? { ciphertext: phone } : {}) }),
  };
}
