/** Reads duplicate candidates from the index of open complaints by service and area, and the reports of those found. */
import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { complaint, isPublic } from '../../../domain/complaint/complaint.ts';
import type { DuplicateCandidateReader, DuplicateCandidate } from '../../../domain/recognition/ports.ts';
import { parseComplaint, parseText } from './complaint-items.ts';
import { batchGet, type Item } from '../dynamodb.ts';
import { keys, candidateGroupOf, partitions } from '../keys.ts';
import { itemReader, readable } from '../read-items.ts';

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
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'likely',
        KeyConditionExpression: 'likelyKey = :key AND receivedAt >= :since',
        ExpressionAttributeValues: { ':key': likelyKey, ':since': since.toISOString() },
        ScanIndexForward: false,
        Limit: mostPerGroup,
      }),
    );
    return Items;
  };
  const readComplaint = itemReader(table, parseComplaint);
  return {
    async inGroups(groups, since) {
      const found = await Promise.all(groups.map((group) => inGroup(partitions.likely(group), since)));
      return readable(found.flat(), itemReader(table, nearby)).items;
    },
    complaints: async (ids) => readable(await batchGet(client, table, ids.map(keys.complaint)), readComplaint).items,
    async reports(ids) {
      const wanted = ids.slice(0, mostReports);
      const items = await batchGet(
        client,
        table,
        wanted.flatMap((id) => [keys.complaint(id), keys.text(id, 1)]),
      );
      const ofKind = (texts: boolean) => items.filter((item) => (item['sk'] !== keys.complaint('').sk) === texts);
      const texts = readable(ofKind(true), itemReader(table, parseText)).items;
      const textOf = new Map(texts.map(({ complaintId, text }) => [complaintId, text]));
      const complaints = readable(ofKind(false), readComplaint).items;
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
