/** Reads duplicate candidates from the indexes of open complaints by service and area, and the reports of those found. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { complaint } from '../../../domain/complaint/complaint.ts';
import { publicPointOf } from '../../../domain/complaint/public-point.ts';
import type { CandidateGroup } from '../../../domain/recognition/candidates.ts';
import type { DuplicateCandidateReader, DuplicateCandidate } from '../../../domain/recognition/ports.ts';
import { parseComplaint, parseText } from './complaint-items.ts';
import { batchGet, queryPage, type Item } from '../dynamodb.ts';
import { keys, candidateGroupOf, partitions } from '../keys.ts';
import { readItems } from '../read-items.ts';

/** Newest complaints read of one service in one area: about 6 kB, one read unit. */
const mostPerGroup = 25;

/** Sort key of each index of candidates. */
const sortKeys = { likely: 'receivedAt', near: 'publicSort' } as const;

/** Most ids whose reports are read at once: a batch holds 100 items, two for each id. */
const mostReports = 50;

/** Access patterns 11c, 11d, 11e of docs/access-patterns.md. */
export function createDuplicateCandidateReader(
  client: DynamoDBDocumentClient,
  table: string,
): DuplicateCandidateReader {
  const inGroups = async (index: keyof typeof sortKeys, groups: readonly CandidateGroup[], since: Date) => {
    const found = await Promise.all(
      groups.map((group) =>
        queryPage(client, {
          table,
          index,
          condition: `likelyKey = :key AND ${sortKeys[index]} >= :since`,
          values: { ':key': partitions.likely(group), ':since': since.toISOString() },
          newestFirst: true,
          limit: mostPerGroup,
        }),
      ),
    );
    return found.flatMap(({ items }) => items);
  };
  return {
    inGroups: async (groups, since) => readItems(table, await inGroups('likely', groups, since), candidateIn),
    publicInGroups: async (groups, since) => readItems(table, await inGroups('near', groups, since), publicCandidateIn),
    complaints: async (ids) => readItems(table, await batchGet(client, table, ids.map(keys.complaint)), parseComplaint),
    async reports(ids) {
      const wanted = ids.slice(0, mostReports);
      const items = await batchGet(
        client,
        table,
        wanted.flatMap((id) => [keys.complaint(id), keys.text(id, 1)]),
      );
      const ofKind = (texts: boolean) => items.filter((item) => (item['sk'] !== keys.complaint('').sk) === texts);
      const texts = readItems(table, ofKind(true), parseText);
      const textOf = new Map(texts.map(({ complaintId, text }) => [complaintId, text]));
      const complaints = readItems(table, ofKind(false), parseComplaint);
      return complaints.map((one) => ({ complaint: one, text: textOf.get(one.id) ?? {} }));
    },
  };
}

const entry = complaint
  .pick({ lat: true, long: true })
  .extend({ pk: z.string(), likelyKey: z.string(), receivedAt: z.string() });
const publicEntry = complaint
  .pick({ cell: true })
  .extend({ pk: z.string(), likelyKey: z.string(), publicSort: z.string() });

function candidateIn(item: Item): DuplicateCandidate {
  const { pk: id, likelyKey, receivedAt, lat, long } = entry.parse(item);
  const position = lat === undefined || long === undefined ? {} : { lat, long };
  return { id, ...candidateGroupOf(likelyKey), ...position, receivedAt };
}

function publicCandidateIn(item: Item): DuplicateCandidate {
  const { pk: id, likelyKey, publicSort, cell } = publicEntry.parse(item);
  return {
    id,
    ...candidateGroupOf(likelyKey),
    ...publicPointOf({ cell }),
    receivedAt: publicSort.slice(0, publicSort.indexOf('#')),
  };
}
