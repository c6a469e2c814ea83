/**
 * Reads the complaints stream, which its mapping filters to new events and SMS received: parsed, in order. A failure stops the batch; an item that
 * cannot be read is skipped.
 */
import type { AttributeValue, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { ComplaintEvent } from '../../domain/complaint/complaint.ts';
import { Unreadable } from '../../domain/kernel/errors.ts';
import { logger } from '../../runtime/logger.ts';
import { parseEvent } from './complaints/complaint-items.ts';
import { parseInbound } from './complaints/inbound-items.ts';
import type { Item } from './dynamodb.ts';
import { itemReader } from './read-items.ts';

/** One record: its item, and the table that streams it. */
type StreamRecord = { sequenceNumber: string; table: string; item: Item };

function recordsOf(event: DynamoDBStreamEvent): StreamRecord[] {
  return event.Records.map(({ dynamodb, eventSourceARN }) => ({
    sequenceNumber: dynamodb?.SequenceNumber ?? '',
    table: eventSourceARN?.split('/')[1] ?? '',
    item: plainItem(dynamodb?.NewImage ?? {}),
  }));
}

/** Answer to a batch. A replay, which calls the function itself, is told the keys of what could not be read. */
type StreamResponse = DynamoDBBatchResponse & { unreadable?: string[] };

/** Answers a batch: Lambda goes back to the record named, and without one all are done. */
export function batchResponse(failed?: string, unreadable: string[] = []): StreamResponse {
  const batchItemFailures = failed === undefined ? [] : [{ itemIdentifier: failed }];
  return unreadable.length === 0 ? { batchItemFailures } : { batchItemFailures, unreadable };
}

/** The part of a received SMS that notification needs. */
export type StreamedInbound = { inboundId: string; mac: string; owesReply: boolean };

/** Handles events and received SMS one after the other, in the order of the stream. */
export function forEachStreamItem(
  event: DynamoDBStreamEvent,
  handle: { event: (event: ComplaintEvent) => Promise<void>; inbound: (sms: StreamedInbound) => Promise<void> },
): Promise<StreamResponse> {
  return inOrder(event, ({ table, item }) =>
    item['sk'] === 'inbound'
      ? handle.inbound(itemReader(table, readInbound)(item))
      : handle.event(itemReader(table, parseEvent)(item)),
  );
}

function readInbound(item: Item): StreamedInbound {
  const id = String(item['pk']).replace(/^inbound#/, '');
  const { mac, reply } = parseInbound(id, { ...item, number: undefined });
  return { inboundId: id, mac, owesReply: reply !== undefined };
}

/** Handles events one after the other. A complaint's events must not overtake each other, so the first failure ends the batch. */
export function forEachStreamEvent(
  event: DynamoDBStreamEvent,
  handle: (event: ComplaintEvent) => Promise<void>,
): Promise<StreamResponse> {
  return inOrder(event, ({ table, item }) => handle(itemReader(table, parseEvent)(item)));
}

async function inOrder(
  event: DynamoDBStreamEvent,
  handle: (record: StreamRecord) => Promise<void>,
): Promise<StreamResponse> {
  const unreadable: string[] = [];
  for (const record of recordsOf(event)) {
    const { sequenceNumber, table, item } = record;
    try {
      await handle(record);
    } catch (error) {
      const { pk, sk } = item;
      if (isOwn(error, String(pk))) {
        logger.error('stream record skipped', { sequenceNumber, pk, sk });
        // A record of a stream names its table; a replay's does not.
        if (table === '') unreadable.push(`${String(pk)} ${String(sk)}`);
        continue;
      }
      logger.error('stream record failed', { sequenceNumber, ...describe(error) });
      return batchResponse(sequenceNumber, unreadable);
    }
  }
  return batchResponse(undefined, unreadable);
}

/**
 * True when an item of this complaint or SMS cannot be read. Trying again would only hold up the others in the shard; after the repair a
 * replay brings the record again. An unreadable item of the whole city, such as its profile, stops the batch like any other failure.
 */
const isOwn = (error: unknown, pk: string): boolean => error instanceof Unreadable && error.concerns(pk);

/** Describes an error by name and stack only, because a parser's message may quote its input. */
function describe(error: unknown): { error: string; stack?: string | undefined } {
  if (!(error instanceof Error)) return { error: typeof error };
  return { error: error.name, stack: error.stack?.split('\n').slice(1, 6).join('\n') };
}

function plainItem(image: Record<string, AttributeValue>): Item {
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, plain(value)]));
}

/** Reads an attribute value. Events hold no other types, and the ciphertext of an SMS is not read here; a package would cost 12 kB more. */
function plain(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.L !== undefined) return value.L.map(plain);
  if (value.M !== undefined) return plainItem(value.M);
  return null;
}
