/** Stores each received SMS as one transaction, and reads what a turn is decided from. */
import { isDeepStrictEqual } from 'node:util';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ConversationStore, TurnWrite } from '../../../domain/sms/ports.ts';
import { ChangedMeanwhile } from '../../../domain/kernel/errors.ts';
import { batchGet, getItem, queryPage } from '../dynamodb.ts';
import { absentOrExpired, changedTimes } from '../conditions.ts';
import { keys } from '../keys.ts';
import { itemReader, readItems } from '../read-items.ts';
import { transact, type TransactItem } from '../transact.ts';
import { changeParts, identityPut, type ComplaintTables } from './change-parts.ts';
import { parseComplaint } from './complaint-items.ts';
import { inboundItem, parsePhoneItem, phoneItem, phoneWordsItem } from './inbound-items.ts';

/** A phone's newest complaints that one turn looks at. A sender of more names the older ones by id. */
const newest = 25;

/** Access patterns 22, 23, 24, 25 of docs/access-patterns.md. */
export function createConversationStore(client: DynamoDBDocumentClient, tables: ComplaintTables): ConversationStore {
  const table = tables.complaints;
  return {
    async seen(inboundId, now) {
      const item = await getItem(client, table, keys.inbound(inboundId));
      return item !== undefined && Number(item['expiresAt']) >= seconds(now);
    },
    async phone(mac) {
      const wanted = [keys.phone(mac), keys.phoneWords(mac)];
      const found = await batchGet(client, table, wanted, { consistent: true });
      const [item, words] = wanted.map(({ sk }) => found.find((one) => one['sk'] === sk));
      return item && itemReader(table, (one) => parsePhoneItem(one, words))(item);
    },
    async complaintsOf(mac, ids) {
      const { items } = await queryPage(client, {
        table,
        index: 'reporter',
        condition: 'phoneMac = :mac',
        values: { ':mac': mac },
        newestFirst: true,
        limit: newest,
      });
      const wanted = new Set([...items.map((item) => String(item['pk'])), ...ids]);
      if (wanted.size === 0) return [];
      const found = await batchGet(client, table, [...wanted].map(keys.complaint), { consistent: true });
      return readItems(table, found, parseComplaint)
        .filter((c) => c.phoneMac === mac)
        .sort((a, b) => b.receivedAt.localeCompare(a.receivedAt));
    },
    async complaint(id) {
      const item = await getItem(client, table, keys.complaint(id));
      return item && itemReader(table, parseComplaint)(item);
    },
    async commit(write) {
      const refused = await transact(client, turnParts(tables, write));
      if (refused.has('inbound')) return 'duplicate';
      if (refused.size > 0) throw new ChangedMeanwhile('the phone or the complaint was changed by somebody else');
      return 'stored';
    },
  };
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

function turnParts(
  { complaints: table, identities }: ComplaintTables,
  { record, before, after, change, identity }: TurnWrite,
) {
  const inbound: TransactItem = {
    Put: {
      TableName: table,
      Item: inboundItem(record),
      ...absentOrExpired(seconds(new Date(record.at))),
    },
  };
  return {
    inbound,
    phone: phonePut(table, record.mac, before, after),
    words: wordsPut(table, record, { before, after }),
    ...(change && {
      ...changeParts(table, change),
      identity: identityPut(identities, change.complaint.id, identity),
    }),
  };
}

/** Writes or checks the state over the version read, so that two turns of a phone at once are not both decided on one state. */
function phonePut(table: string, mac: string, before: TurnWrite['before'], after: TurnWrite['after']): TransactItem {
  const unchanged = isDeepStrictEqual(before, after);
  const guard = { TableName: table, ...changedTimes(before.version) };
  if (unchanged) return { ConditionCheck: { Key: keys.phone(mac), ...guard } };
  return { Put: { Item: phoneItem(mac, { ...after, version: before.version + 1 }), ...guard } };
}

/** Writes the waiting words when they have changed. The condition on the phone's state guards this item too. */
function wordsPut(
  table: string,
  { mac, at }: TurnWrite['record'],
  { before, after }: Pick<TurnWrite, 'before' | 'after'>,
): TransactItem | undefined {
  const [was, is] = [before, after].map((state) => [state.list?.text ?? '', state.confirmation?.text ?? '']);
  if (isDeepStrictEqual(was, is)) return undefined;
  return { Put: { TableName: table, Item: phoneWordsItem(mac, after, new Date(at)) } };
}
