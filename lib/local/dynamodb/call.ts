import { AwsError } from '../aws-error.ts';
import { parseObject, stringAt, type JsonObject } from '../json.ts';

/** Calls one operation of a DynamoDB-compatible engine, bodies as they go over the wire. */
export type CallEngine = (operation: string, body: JsonObject) => Promise<JsonObject>;

/** Headers of a signed request: engines want them there and do not check the signature. */
export const SIGNED_HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20260101T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local',
};

const STREAM_OPERATIONS = new Set(['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams']);

/** The value of X-Amz-Target for an operation on tables or on streams. */
export function targetOf(operation: string): string {
  return `${STREAM_OPERATIONS.has(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810'}.${operation}`;
}

/** A caller of the engine at `endpoint`. It throws an {@link AwsError} for an answer that is not 200. */
export function callerOf(endpoint: string): CallEngine {
  return async (operation, body) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { ...SIGNED_HEADERS, 'x-amz-target': targetOf(operation) },
      body: JSON.stringify(body),
    });
    const answer = parseObject(await response.text());
    if (response.ok) return answer;
    const name = stringAt(answer, '__type')?.split('#').at(-1) ?? 'InternalServerError';
    throw new AwsError(name, `${operation}: ${stringAt(answer, 'message') ?? stringAt(answer, 'Message') ?? name}`);
  };
}
