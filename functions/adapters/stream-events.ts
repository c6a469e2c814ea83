/** The complaints stream, filtered by its mapping to new `event#` items: parsed, in order, stopped at the first failure. */
import type { AttributeValue, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { ComplaintEvent } from '../domain/complaint.ts';
import { logger } from '../runtime/logger.ts';
import { parseEvent } from './complaint-items.ts';

/** One record; `read` throws when its item is not an event, so that the records before it still count. */
export type StreamRecord = { sequenceNumber: string; read: () => ComplaintEvent };

export function readStreamEvents(event: DynamoDBStreamEvent): StreamRecord[] {
  return event.Records.map(({ dynamodb }) => ({
    sequenceNumber: dynamodb?.SequenceNumber ?? '',
    read: () => parseEvent(plainItem(dynamodb?.NewImage ?? {})),
  }));
}

/** Lambda goes back to the first record named; none means that all are done. */
export function batchResponse(failed?: string): DynamoDBBatchResponse {
  return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
}

/** Handles events one after the other. A complaint's events must not overtake each other, so the first failure ends the batch. */
export async function forEachStreamEvent(
  event: DynamoDBStreamEvent,
  handle: (event: ComplaintEvent) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  for (const record of readStreamEvents(event)) {
    try {
      await handle(record.read());
    } catch (error) {
      logger.error('stream record failed', { sequenceNumber: record.sequenceNumber, ...describe(error) });
      return batchResponse(record.sequenceNumber);
    }
  }
  return batchResponse();
}

/** Name and stack only for our own errors: a parser's message may quote what it was given. */
function describe(error: unknown): { error: string; stack?: string | undefined } {
  if (!(error instanceof Error)) return { error: typeof error };
  return { error: error.name, stack: error.stack?.split('\n').slice(1, 6).join('\n') };
}

function plainItem(image: Record<string, AttributeValue>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, plain(value)]));
}

/** Events hold no other types; a whole package for this would cost every consumer 12 kB. */
function plain(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.L !== undefined) return value.L.map(plain);
  if (value.M !== undefined) return plainItem(value.M);
  return null;
}
