/** Reads and changes complaints in the complaints table. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Change } from '../../../domain/complaint/complaint.ts';
import { accessRecord } from '../../../domain/complaint/identity.ts';
import { AlreadyExists, ChangedMeanwhile, InvalidInput } from '../../../domain/kernel/errors.ts';
import type {
  AccessReader,
  ComplaintReader,
  ComplaintStore,
  History,
  UpdateClaim,
  UpdateReader,
} from '../../../domain/complaint/ports.ts';
import { changeParts } from './change-parts.ts';
import { parseComplaint, parseEvent, parseText } from './complaint-items.ts';
import { getItem, getRecentItem, queryAll, type Item } from '../dynamodb.ts';
import { absentOrExpired } from '../conditions.ts';
import { keys, prefixes } from '../keys.ts';
import { itemReader, readable, readItems } from '../read-items.ts';
import { transact, type TransactItem } from '../transact.ts';

/** Access patterns 1, 1a, 2, 3, 4a of docs/access-patterns.md. */
export function createComplaintReader(client: DynamoDBDocumentClient, table: string): ComplaintReader & AccessReader {
  const partition = (id: string, prefix: string, consistent = true) =>
    queryAll(client, {
      table,
      condition: 'pk = :pk AND sk BETWEEN :from AND :to',
      values: { ':pk': id, ':from': prefix, ':to': `${prefix}~` },
      consistent,
    });
  return {
    async get(id, atLeast) {
      const key = keys.complaint(id);
      const recent = (item: Item) => Number(item['version']) >= Number(atLeast);
      const item = await (atLeast === undefined
        ? getItem(client, table, key)
        : getRecentItem(client, table, key, recent));
      return item && itemReader(table, parseComplaint)(item);
    },
    async history(id) {
      const [events, texts] = await Promise.all([partition(id, prefixes.event), partition(id, prefixes.text)]);
      const [read, said] = [
        readable(events, itemReader(table, parseEvent)),
        readable(texts, itemReader(table, parseText)),
      ];
      const unreadable = (read.unreadable ?? 0) + (said.unreadable ?? 0);
      return { events: read.items, texts: said.items, ...(unreadable === 0 ? {} : { unreadable }) } satisfies History;
    },
    async followers(id) {
      // Eventually consistent, at half the price: a complaint merged in this second is told of its parent by its own message.
      const items = await partition(id, prefixes.child, false);
      return items.flatMap((item) => (item['ended'] ? [] : [String(item['sk']).slice(prefixes.child.length)]));
    },
    async accesses(id) {
      const found = await partition(id, prefixes.access);
      return readItems(table, found, (item) => accessRecord.parse(item));
    },
  };
}

/** Access patterns 1, 4, 21 of docs/access-patterns.md. */
export function createComplaintStore(
  client: DynamoDBDocumentClient,
  table: string,
): ComplaintStore & AccessReader & UpdateReader {
  return {
    ...createComplaintReader(client, table),
    async save(change, once) {
      const update = once && claimPut(table, change, once);
      const refused = await transact(client, { ...changeParts(table, change), update });
      if (refused.has('update')) throw new AlreadyExists('update_id: already exists');
      if (refused.has('parent') && !refused.has('complaint')) throw parentCannotBeFollowed();
      if (refused.size > 0) throw changedMeanwhile(change, refused.get('complaint'));
    },
    async updateExists(clientId, key, now) {
      const item = await getItem(client, table, keys.update(clientId, key));
      return item !== undefined && Number(item['expiresAt']) >= Math.floor(now.getTime() / 1000);
    },
  };
}

/** Seconds for which an update is refused when sent again: clients repeat for days, not for months. */
const updateSeconds = 90 * 86_400;

/** Claims an update once. */
function claimPut(table: string, { complaint }: Change, { clientId, key, now }: UpdateClaim): TransactItem {
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    Put: {
      TableName: table,
      Item: { ...keys.update(clientId, key), complaintId: complaint.id, expiresAt: seconds + updateSeconds },
      ...absentOrExpired(seconds),
    },
  };
}

const parentCannotBeFollowed = (): InvalidInput =>
  new InvalidInput([
    { field: 'parentId', message: 'no complaint that can be followed: it is merged, archived or withdrawn itself' },
  ]);

function changedMeanwhile({ complaint }: Change, now: Item | undefined): ChangedMeanwhile {
  const current = now && { status: String(now['state']), version: Number(now['version']) };
  return new ChangedMeanwhile(`${complaint.id} was changed by somebody else: read it again`, current);
}
