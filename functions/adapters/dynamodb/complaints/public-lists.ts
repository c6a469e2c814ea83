/** Walks the indexes `public` and `changed` entry by entry, month by month. Only the complaints of the page are read from the table. */
import * as z from 'zod';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { isPublic, type Complaint } from '../../../domain/complaint/complaint.ts';
import { openEnum } from '../../../domain/kernel/stored.ts';
import { propertiesOf, state } from '../../../domain/complaint/lifecycle.ts';
import type { ListFilter, PageRequest, PublicLists, Window } from '../../../domain/complaint/ports.ts';
import type { Page } from '../../../domain/kernel/ports.ts';
import { parseComplaint, parseText } from './complaint-items.ts';
import { batchGet, queryPage, type Item, type Key, type Query } from '../dynamodb.ts';
import { keys, partitions } from '../keys.ts';
import { readItems } from '../read-items.ts';

/** A walk through an index: one partition per month of the window. */
type Walk = {
  index: 'public' | 'changed';
  /** Returns the partition of a month. */
  partition: (month: string) => string;
  window: Window;
  newestFirst: boolean;
  filter: ListFilter & { clientId?: string };
  /** Entries read at a time; as many as a query holds unless given. */
  step?: number;
  from?: string | undefined;
};

/** Most keys of one BatchGetItem. */
const batch = 100;
/** Entries per query when a filter passes over many: 1 MB, a query's own limit, holds about 5,000. */
const filteredStep = 1000;

/** Access patterns 17, 17a, 18, 19, 20 of docs/access-patterns.md. */
export function createPublicLists(client: DynamoDBDocumentClient, table: string): PublicLists {
  const readAll = async (wanted: readonly Key[]): Promise<Item[]> => {
    const chunks = Array.from({ length: Math.ceil(wanted.length / batch) }, (_, n) =>
      wanted.slice(n * batch, (n + 1) * batch),
    );
    return (await Promise.all(chunks.map((chunk) => batchGet(client, table, chunk)))).flat();
  };
  const several = async (ids: readonly string[]): Promise<Complaint[]> =>
    readItems(table, await readAll(ids.map((id) => keys.complaint(id))), parseComplaint);

  const pageOf = async (walk: Omit<Walk, 'step'>, { limit, skip = 0 }: PageRequest): Promise<Page<Complaint>> => {
    const narrowed = Object.values(walk.filter).some((member) => member !== undefined);
    const step = Math.min(filteredStep, narrowed ? filteredStep : skip + limit + 1);
    const positions: string[] = [];
    let passed = 0;
    for await (const entry of entries(client, table, { ...walk, step })) {
      const position = positionIn(entry, walk.index);
      if (passed < skip) passed += 1;
      else if (positions.push(position) > limit) break;
    }
    const items = await several(positions.slice(0, limit).map(idIn));
    // The index lags behind the table: a complaint that has become confidential is not listed.
    const still = items.filter(isPublic);
    return positions.length > limit ? { items: still, next: positions[limit - 1]! } : { items: still };
  };

  return {
    received: (window, filter, page) =>
      pageOf(
        { index: 'public', partition: partitions.public, window, newestFirst: true, filter, from: page.from },
        page,
      ),
    changed: (window, filter, page) =>
      pageOf(
        {
          index: 'changed',
          partition: (m) => partitions.changed(m),
          window,
          newestFirst: false,
          filter,
          from: page.from,
        },
        page,
      ),
    async countByArea(window) {
      const counts = new Map<string | undefined, { received: number; open: number }>();
      const walk = { index: 'public', partition: partitions.public, window, newestFirst: true, filter: {} } as const;
      for await (const entry of entries(client, table, walk)) {
        const [read] = readItems(table, [entry], (one) => areaEntry.parse(one));
        if (!read) continue;
        const { areaCode, state: now } = read;
        const { received, open } = counts.get(areaCode) ?? { received: 0, open: 0 };
        counts.set(areaCode, { received: received + 1, open: open + (propertiesOf(now).open ? 1 : 0) });
      }
      return counts;
    },
    async changedOf(clientId, window, limit) {
      const walk = { index: 'changed', window, newestFirst: false, filter: { clientId }, step: filteredStep } as const;
      const both = await Promise.all([
        upTo(limit, 'changed', entries(client, table, { ...walk, partition: (m) => partitions.changed(m) })),
        upTo(limit, 'changed', entries(client, table, { ...walk, partition: (m) => partitions.changed(m, clientId) })),
      ]);
      // A complaint that becomes public between the two reads is in both.
      const ids = new Set(both.flat().toSorted().slice(0, limit).map(idIn));
      return (await several([...ids])).filter((c) => c.clientId === clientId);
    },
    several,
    async reports(ids) {
      const texts = await readAll(ids.map((id) => keys.text(id, 1)));
      return new Map(readItems(table, texts, parseText).map(({ complaintId, text }) => [complaintId, text]));
    },
  };
}

async function upTo(limit: number, index: Walk['index'], walk: AsyncIterable<Item>): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of walk) if (found.push(positionIn(entry, index)) === limit) break;
  return found;
}

/** Returns the id in an index position, which is the index's sort key. */
const idIn = (position: string): string => position.slice(position.lastIndexOf('#') + 1);

/** The attributes of an index entry besides its keys. */
const areaEntry = z.object({ areaCode: z.string().optional(), state: openEnum(state) });

const positionIn = (entry: Item, index: Walk['index']): string => String(entry[`${index}Sort`]);

/** Yields the index entries in the window that pass the filter, in order. */
async function* entries(client: DynamoDBDocumentClient, table: string, walk: Walk): AsyncGenerator<Item> {
  const { index, window, newestFirst, from } = walk;
  const { values, ...filter } = filterOf(walk.filter);
  const first = window.from.toISOString();
  // `~` sorts behind the `#` that ends the instant, so the last instant is in.
  const last = `${window.to.toISOString()}~`;
  // DynamoDB refuses a start outside the range, and the window may have moved since the page before.
  if (from !== undefined && (from < first || from > last)) return;
  for (const month of monthsOf(walk)) {
    const partition = walk.partition(month);
    let start: Item | undefined =
      from?.startsWith(month) === true
        ? { ...keys.complaint(idIn(from)), [`${index}Key`]: partition, [`${index}Sort`]: from }
        : undefined;
    do {
      const page = await queryPage(client, {
        table,
        index,
        condition: `${index}Key = :partition AND ${index}Sort BETWEEN :first AND :last`,
        values: { ':partition': partition, ':first': first, ':last': last, ...values },
        ...filter,
        newestFirst,
        limit: walk.step,
        start,
      });
      yield* page.items;
      start = page.last;
    } while (start);
  }
}

/** Returns the UTC months of the window in the walk's order, from the month where an earlier page ended. */
function monthsOf({ window, newestFirst, from }: Walk): string[] {
  const last = window.to.toISOString().slice(0, 7);
  const months: string[] = [];
  const month = new Date(Date.UTC(window.from.getUTCFullYear(), window.from.getUTCMonth()));
  for (let name = month.toISOString().slice(0, 7); name <= last; name = month.toISOString().slice(0, 7)) {
    months.push(name);
    month.setUTCMonth(month.getUTCMonth() + 1);
  }
  const ordered = newestFirst ? months.toReversed() : months;
  const reached = from?.slice(0, 7);
  return reached === undefined ? ordered : ordered.filter((m) => (newestFirst ? m <= reached : m >= reached));
}

function filterOf(filter: Walk['filter']): Pick<Query, 'names' | 'values' | 'filter'> {
  const names: Record<string, string> = {};
  const values: Item = {};
  const conditions: string[] = [];
  const among = (attribute: string, wanted: readonly string[] | undefined): void => {
    if (wanted === undefined) return;
    names[`#${attribute}`] = attribute;
    const placeholders = wanted.map((value, n) => {
      values[`:${attribute}${n}`] = value;
      return `:${attribute}${n}`;
    });
    conditions.push(`#${attribute} IN (${placeholders.join(', ')})`);
  };
  among('state', filter.states);
  among('serviceCode', filter.serviceCodes);
  among('agencyId', filter.agencyId === undefined ? undefined : [filter.agencyId]);
  among('areaCode', filter.areaCode === undefined ? undefined : [filter.areaCode]);
  among('clientId', filter.clientId === undefined ? undefined : [filter.clientId]);
  if (filter.received) {
    conditions.push('publicSort BETWEEN :receivedFrom AND :receivedTo');
    values[':receivedFrom'] = filter.received.from.toISOString();
    values[':receivedTo'] = `${filter.received.to.toISOString()}~`;
  }
  return {
    values,
    filter: conditions.length === 0 ? undefined : conditions.join(' AND '),
    names: Object.keys(names).length === 0 ? undefined : names,
  };
}
