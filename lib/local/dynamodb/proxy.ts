import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Faults } from '../faults.ts';
import type { Guard } from '../iam/guard.ts';
import type { Ask } from '../iam/policies.ts';
import { parseObject, type JsonObject } from '../json.ts';
import { sendError } from '../services/endpoint.ts';
import { SIGNED_HEADERS, targetOf } from './call.ts';
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
 * Passes DynamoDB calls to the engine, bodies untouched, after checking the caller's permissions to each item.
 * With capacity counting on, each request also asks for the units it consumes.
 */
export function createProxy(parts: ProxyParts) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });

  return async (operation: string, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> => {
    try {
      const caller = parts.guard.callerOf(request);
      const input = parseObject(body.toString());
      parts.guard.check(caller, caller === undefined ? [] : parts.asks(operation, input));
      parts.faults.before('dynamodb', operation, caller);
      const counted = parts.capacity.on && input['ReturnConsumedCapacity'] === undefined;
      const sent = counted ? Buffer.from(JSON.stringify({ ...input, ReturnConsumedCapacity: 'INDEXES' })) : body;
      const answer = await forward(agent, parts.endpoint, operation, sent);
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

type EngineAnswer = { status: number; headers: Record<string, string>; body: Buffer };

function forward(agent: Agent, endpoint: string, operation: string, body: Buffer): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { ...SIGNED_HEADERS, 'x-amz-target': targetOf(operation), 'content-length': body.length };
    const outgoing = httpRequest(endpoint, { method: 'POST', agent, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () => {
        const passed: Record<string, string> = { 'content-type': 'application/x-amz-json-1.0' };
        for (const name of ['x-amzn-requestid', 'x-amz-crc32']) {
          const value = incoming.headers[name];
          if (typeof value === 'string') passed[name] = value;
        }
        resolve({ status: incoming.statusCode ?? 500, headers: passed, body: Buffer.concat(chunks) });
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
