/** Reads duplicate candidates from the index of open complaints by service and area, and the reports of those found. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { complaint, isPublic } from '../../../domain/complaint/complaint.ts';
import type { DuplicateCandidateReader, DuplicateCandidate } from '../../../domain/recognition/ports.ts';
import { parseComplaint, parseText } from './complaint-items.ts';
import { batchGet, queryPage, type Item } from '../dynamodb.ts';
import { keys, candidateGroupOf, partitions } from '../keys.ts';
import { readItems } from '../read-items.ts';

/** Newest complaints read of one service in one area: about 6 kB, one read unit. */
const mostPerGroup = 25;

/** Most ids whose reports are read at once: a batch holds 100 items, two for each id. */
const mostReports = 50;

/** Access patterns 11c, 11d of docs/access-patterns.md. */
export function createDuplicateCandidateReader(
  client: DynamoDBDocumentClient,
  table: string,
): DuplicateCandidateReader {
  const inGroup = async (likelyKey: string, since: Date): Promise<Item[]> => {
    const { items } = await queryPage(client, {
      table,
      index: 'likely',
      condition: 'likelyKey = :key AND receivedAt >= :since',
      values: { ':key': likelyKey, ':since': since.toISOString() },
      newestFirst: true,
      limit: mostPerGroup,
    });
    return items;
  };
  return {
    async inGroups(groups, since) {
      const found = await Promise.all(groups.map((group) => inGroup(partitions.likely(group), since)));
      return readItems(table, found.flat(), nearby);
    },
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

const indexed = complaint
  .pick({ lat: true, long: true, verifiedAt: true, confidential: true })
  .extend({ pk: z.string(), likelyKey: z.string(), receivedAt: z.string() });

function nearby(item: Item): DuplicateCandidate {
  const { sk: _sk, ...attributes } = item;
  const { pk, likelyKey, receivedAt, lat, long, ...privacy } = indexed.parse(attributes);
  return {
    id: pk,
    ...candidateGroupOf(likelyKey),
    ...(lat === undefined || long === undefined ? {} : { lat, long }),
    receivedAt,
    public: isPublic(privacy),
  };
}
