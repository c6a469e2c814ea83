import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import type { Faults } from '../faults.ts';
import { readBody, type Answer } from '../http/listen.ts';
import type { Guard } from '../iam/guard.ts';
import type { Ask } from '../iam/policies.ts';
import { parseObject, type JsonObject } from '../json.ts';
import type { S3 } from '../s3/s3.ts';
import { escapeXml } from '../xml.ts';

/** An operation of a service: the permissions it needs, and its effect. */
export type Operation = {
  asks: (body: JsonObject) => Ask[];
  run: (body: JsonObject) => JsonObject | Promise<JsonObject>;
};

/** A service that speaks JSON: its operations by name. */
export type JsonService = { service: 'kms' | 'sqs' | 'ssm' | 'states'; operations: Record<string, Operation> };

/** Services that the endpoint hands requests to. */
export type EndpointParts = {
  /** JSON services by the prefix of X-Amz-Target. */
  json: Record<string, JsonService>;
  dynamodb: (operation: string, request: IncomingMessage, body: Buffer, response: ServerResponse) => Promise<void>;
  /** SNS: takes the form, answers XML. */
  sns: (form: URLSearchParams, caller: string | undefined) => string;
  /** S3: takes requests to the path of a bucket. */
  s3: S3;
  /** Takes the answers of custom resources. */
  customResource: (path: string, body: string) => void;
  /** Lambda's Invoke, for operators' commands. A function is refused, because no function may call another. */
  invoke: (functionName: string, payload: string) => Promise<{ error: boolean; payload: string }>;
  guard: Guard;
  faults: Faults;
};

/** 6 MB would do for every service; DynamoDB takes 16. */
const BODY_LIMIT = 16 * 1024 * 1024;

const INVOCATION = /^\/2015-03-31\/functions\/([^/]+)\/invocations/;

/** One endpoint for every AWS service that functions call: X-Amz-Target tells them apart, and SNS has none. */
export function createEndpoint(parts: EndpointParts): Answer {
  return async (request, response) => {
    const url = request.url ?? '/';
    const body = await readBody(request, BODY_LIMIT);
    if (parts.s3.owns(url)) return parts.s3.answer(request, body, response);
    if (request.method === 'PUT') {
      parts.customResource(url, body.toString());
      response.writeHead(200).end();
      return;
    }
    const [prefix = '', action = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    if (prefix.startsWith('DynamoDB')) return parts.dynamodb(action, request, body, response);
    const caller = parts.guard.callerOf(request);
    const invoked = INVOCATION.exec(url)?.[1];
    if (invoked === undefined && prefix === '')
      return answerSns(parts, new URLSearchParams(body.toString()), caller, response);
    try {
      if (invoked === undefined) {
        const output = await runOperation(parts, prefix, action, body, caller);
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() });
        response.end(JSON.stringify(output));
      } else {
        if (caller !== undefined) throw new AwsError('AccessDeniedException', 'No function invokes another.');
        const { error, payload } = await parts.invoke(decodeURIComponent(invoked), body.toString());
        response.writeHead(200, error ? { 'x-amz-function-error': 'Unhandled' } : {}).end(payload);
      }
    } catch (error) {
      sendError(response, error);
    }
  };
}

async function runOperation(
  { json, guard, faults }: EndpointParts,
  prefix: string,
  action: string,
  body: Buffer,
  caller: string | undefined,
): Promise<JsonObject> {
  const { service = prefix, operations = {} } = json[prefix] ?? {};
  const operation = operations[action];
  if (operation === undefined)
    throw new AwsError('UnknownOperationException', `The local cloud has no ${action} of the service ${service}.`);
  const input = parseObject(body.toString());
  guard.check(caller, operation.asks(input));
  faults.before(service, action, caller);
  const output = await operation.run(input);
  faults.after(service, action, caller);
  return output;
}

function answerSns(
  parts: EndpointParts,
  form: URLSearchParams,
  caller: string | undefined,
  response: ServerResponse,
): void {
  try {
    const xml = parts.sns(form, caller);
    response.writeHead(200, { 'content-type': 'text/xml' }).end(xml);
  } catch (error) {
    const { name, message } = asError(error);
    // SNS alone uses this name for a missing permission.
    const code = name === 'AccessDeniedException' ? 'AuthorizationError' : name;
    const status = code === 'AuthorizationError' ? 403 : 400;
    response
      .writeHead(status, { 'content-type': 'text/xml' })
      .end(
        `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
      );
  }
}

/** Sends an error as the JSON protocols do. An error without AWS's name is ours: it is printed and answered 500. */
export function sendError(response: ServerResponse, error: unknown): void {
  const { name, message } = asError(error);
  const status = name === 'InternalServerError' ? 500 : 400;
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() });
  response.end(JSON.stringify({ __type: name, message, Message: message }));
}

function asError(error: unknown): { name: string; message: string } {
  if (error instanceof AwsError) return error;
  if (error instanceof z.ZodError) return { name: 'ValidationException', message: z.prettifyError(error) };
  if (error instanceof SyntaxError) return { name: 'SerializationException', message: error.message };
  console.error(error);
  return { name: 'InternalServerError', message: String(error) };
}
