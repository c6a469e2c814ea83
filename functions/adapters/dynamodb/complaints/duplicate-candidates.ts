/** Reads duplicate candidates from the index of open complaints by service and area, and the reports of those found. */
import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { complaint, isPublic } from '../../../domain/complaint/complaint.ts';
import type { DuplicateCandidateReader, DuplicateCandidate } from '../../../domain/recognition/ports.ts';
import { parseComplaint, parseText } from './complaint-items.ts';
import { batchGet, type Item } from '../dynamodb.ts';
import { keys, candidateGroupOf, partitions } from '../keys.ts';

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
  return {
    async inGroups(groups, since) {
      const found = await Promise.all(groups.map((group) => inGroup(partitions.likely(group), since)));
      return found.flat().map(nearby);
    },
    complaints: async (ids) => (await batchGet(client, table, ids.map(keys.complaint))).map(parseComplaint),
    async reports(ids) {
      const wanted = ids.slice(0, mostReports);
      const items = await batchGet(
        client,
        table,
        wanted.flatMap((id) => [keys.complaint(id), keys.text(id, 1)]),
      );
      const of = (id: string, sk: string): Item | undefined =>
        items.find((item) => item['pk'] === id && item['sk'] === sk);
      return wanted.flatMap((id) => {
        const [found, text] = [of(id, keys.complaint(id).sk), of(id, keys.text(id, 1).sk)];
        return found ? [{ complaint: parseComplaint(found), text: text ? parseText(text).text : {} }] : [];
      });
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
