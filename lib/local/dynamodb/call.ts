import { Agent, request } from 'node:http';
import { AwsError } from '../aws-error.ts';
import { parseObject, stringAt, type JsonObject } from '../json.ts';

/** Calls one operation of a DynamoDB-compatible engine, bodies as they go over the wire. */
export type CallEngine = (operation: string, body: JsonObject) => Promise<JsonObject>;

/** Headers of a signed request: engines want them there and do not check the signature. */
const SIGNED_HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20260101T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local',
};

const STREAM_OPERATIONS = new Set(['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams']);

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

type EngineAnswer = { status: number; headers: Record<string, string>; body: Buffer };

/** Sends one request to the engine at `endpoint`; answers whatever it answers, with the headers that SDKs look at. */
export function askEngine(endpoint: string, operation: string, body: Buffer): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const service = STREAM_OPERATIONS.has(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';
    const headers = { ...SIGNED_HEADERS, 'x-amz-target': `${service}.${operation}`, 'content-length': body.length };
    const outgoing = request(endpoint, { method: 'POST', agent, headers }, (incoming) => {
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

/** A caller of the engine at `endpoint`. It throws an {@link AwsError} for an answer that is not 200. */
export function callerOf(endpoint: string): CallEngine {
  return async (operation, body) => {
    const { status, body: text } = await askEngine(endpoint, operation, Buffer.from(JSON.stringify(body)));
    const answer = parseObject(text.toString());
    if (status === 200) return answer;
    const name = stringAt(answer, '__type')?.split('#').at(-1) ?? 'InternalServerError';
    throw new AwsError(name, `${operation}: ${stringAt(answer, 'message') ?? stringAt(answer, 'Message') ?? name}`);
  };
}
