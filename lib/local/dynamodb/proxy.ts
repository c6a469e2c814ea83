import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from '../faults.ts';
import type { Guard } from '../iam/guard.ts';
import type { Ask } from '../iam/policies.ts';
import { parseObject, type JsonObject } from '../json.ts';
import { sendError } from '../services/endpoint.ts';
import { askEngine } from './call.ts';
import type { Capacity } from './capacity.ts';

/** Dependencies of the proxy between callers and the engine. */
export type ProxyParts = {
  endpoint: string;
  guard: Guard;
  faults: Faults;
  capacity: Capacity;
  asks: (operation: string, body: JsonObject) => Ask[];
  /** Called after each write, so that streams are read at once. */
  onWrite: () => void;
};

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/**
 * Passes DynamoDB calls to the engine, bodies untouched, after checking the caller's permissions to each item. With capacity counting on, each
 * request also asks for the units it consumes.
 */
export function createProxy(parts: ProxyParts) {
  return async (operation: string, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> => {
    try {
      const caller = parts.guard.callerOf(request);
      const input = parseObject(body.toString());
      parts.guard.check(caller, caller === undefined ? [] : parts.asks(operation, input));
      parts.faults.before('dynamodb', operation, caller);
      const counted = parts.capacity.on && input['ReturnConsumedCapacity'] === undefined;
      const sent = counted ? Buffer.from(JSON.stringify({ ...input, ReturnConsumedCapacity: 'INDEXES' })) : body;
      const answer = await askEngine(parts.endpoint, operation, sent);
      parts.faults.after('dynamodb', operation, caller);
      if (parts.capacity.on) parts.capacity.record(caller, operation, parseObject(answer.body.toString()));
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
      if (WRITES.has(operation)) parts.onWrite();
    } catch (error) {
      sendError(response, error);
    }
  };
}
