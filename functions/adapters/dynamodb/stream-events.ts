/** Reads the complaints stream, which its mapping filters to new events and SMS received: parsed, in order, stopped at the first failure. */
import type { AttributeValue, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { ComplaintEvent } from '../../domain/complaint/complaint.ts';
import { logger } from '../../runtime/logger.ts';
import { parseEvent } from './complaints/complaint-items.ts';
import { parseInbound } from './complaints/inbound-items.ts';

/** One record. `read` throws when its item is not an event, so that the records before it still count. */
export type StreamRecord = { sequenceNumber: string; read: () => ComplaintEvent };

export function readStreamEvents(event: DynamoDBStreamEvent): StreamRecord[] {
  return event.Records.map(({ dynamodb }) => ({
    sequenceNumber: dynamodb?.SequenceNumber ?? '',
    read: () => parseEvent(plainItem(dynamodb?.NewImage ?? {})),
  }));
}

/** Answers a batch: Lambda goes back to the record named, and without one all are done. */
export function batchResponse(failed?: string): DynamoDBBatchResponse {
  return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
}

/** The part of a received SMS that notification needs. */
export type StreamedInbound = { inboundId: string; mac: string; owesReply: boolean };

/** Handles events and received SMS one after the other, in the order of the stream. */
export function forEachStreamItem(
  event: DynamoDBStreamEvent,
  handle: { event: (event: ComplaintEvent) => Promise<void>; inbound: (sms: StreamedInbound) => Promise<void> },
): Promise<DynamoDBBatchResponse> {
  return inOrder(
    event.Records.map(({ dynamodb }) => ({
      sequenceNumber: dynamodb?.SequenceNumber ?? '',
      run: () => {
        const item = plainItem(dynamodb?.NewImage ?? {});
        return item['sk'] === 'inbound' ? handle.inbound(readInbound(item)) : handle.event(parseEvent(item));
      },
    })),
  );
}

function readInbound(item: Record<string, unknown>): StreamedInbound {
  const id = String(item['pk']).replace(/^inbound#/, '');
  const { mac, reply } = parseInbound(id, { ...item, number: undefined });
  return { inboundId: id, mac, owesReply: reply !== undefined };
}

/** Handles events one after the other. A complaint's events must not overtake each other, so the first failure ends the batch. */
export async function forEachStreamEvent(
  event: DynamoDBStreamEvent,
  handle: (event: ComplaintEvent) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  return inOrder(
    readStreamEvents(event).map(({ sequenceNumber, read }) => ({ sequenceNumber, run: () => handle(read()) })),
  );
}

type Work = { sequenceNumber: string; run: () => Promise<void> };

async function inOrder(records: readonly Work[]): Promise<DynamoDBBatchResponse> {
  for (const record of records) {
    try {
      await record.run();
    } catch (error) {
      logger.error('stream record failed', { sequenceNumber: record.sequenceNumber, ...describe(error) });
      return batchResponse(record.sequenceNumber);
    }
  }
  return batchResponse();
}

/** Describes an error by name and stack only, because a parser's message may quote its input. */
function describe(error: unknown): { error: string; stack?: string | undefined } {
  if (!(error instanceof Error)) return { error: typeof error };
  return { error: error.name, stack: error.stack?.split('\n').slice(1, 6).join('\n') };
}

function plainItem(image: Record<string, AttributeValue>): Record<string, unknown> {
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
