/** Builds an HTTP function from a table of routes: parses requests, dispatches them, and turns every error into problem+json. */
import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { NotFound, Unreadable } from '../domain/kernel/errors.ts';
import { logger } from '../runtime/logger.ts';
import { jsonBody, MalformedBody } from './json-body.ts';
import { problemOf, type Problem } from './problem.ts';

/** A parsed request. */
export type ApiRequest = {
  path: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** Cookies as sent, `name=value`; only the pages read them. */
  cookies?: readonly string[];
  /** Parsed JSON, not validated; undefined when there was none. */
  body: unknown;
  /** Subject of the verified token; undefined on routes without an authorizer. */
  subject: string | undefined;
};

/** An answer. The body is sent as JSON, unless it is text and the headers name a content type. */
export type ApiResponse = { status: number; body: unknown; headers?: Record<string, string>; cookies?: string[] };
/** Answers one kind of request. */
export type Route = (request: ApiRequest) => Promise<ApiResponse>;

/** Routes by API Gateway's route key, such as `POST /v1/complaints`; `$default` answers every other path. */
export type RouteTable = Record<string, Route>;

/** A family of paths whose callers send and read a format other than our JSON. */
export type Dialect = {
  speaks(path: string): boolean;
  /** Throws MalformedBody when the body cannot be read. */
  readBody(event: APIGatewayProxyEventV2): Promise<unknown>;
  refuse(problem: Problem, correlationId: string, path: string): APIGatewayProxyStructuredResultV2;
};

/** Answers 200 with a body. */
export const ok = (body: unknown): ApiResponse => ({ status: 200, body });

/** Headers of every answer: no browser guesses a type, and for a year each comes by HTTPS only. */
const everywhere = { 'x-content-type-options': 'nosniff', 'strict-transport-security': 'max-age=31536000' };

/** Returns the Lambda handler of a table of routes. */
export function apiHandler(routes: RouteTable, dialects: readonly Dialect[] = []) {
  const dialectOf = (path: string): Dialect => dialects.find((dialect) => dialect.speaks(path)) ?? ownJson;
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(problems(dialectOf))
    .before(async ({ event }) => {
      const parsed = event as ParsedEvent;
      if (event.requestContext.http.method !== 'GET')
        parsed.parsedBody = await dialectOf(event.rawPath).readBody(event);
    })
    .handler(async (event) => {
      const route = routes[event.routeKey] ?? routes['$default'];
      if (!route) throw new NotFound(`no such resource: ${event.rawPath}`);
      return respond(await route(requestOf(event)));
    });
}

type ParsedEvent = APIGatewayProxyEventV2 & { parsedBody?: unknown };

/** The dialect of all other paths. */
const ownJson: Dialect = { speaks: () => true, readBody: async (event) => jsonBody(event), refuse: problemResponse };

function requestOf(event: ParsedEvent): ApiRequest {
  const claims = 'authorizer' in event.requestContext ? claimsOf(event.requestContext.authorizer) : undefined;
  return {
    path: defined(event.pathParameters),
    query: defined(event.queryStringParameters),
    headers: defined(event.headers),
    ...(event.cookies && { cookies: event.cookies }),
    body: event.parsedBody,
    subject: typeof claims?.['sub'] === 'string' ? claims['sub'] : undefined,
  };
}

function claimsOf(authorizer: unknown): Record<string, unknown> | undefined {
  const jwt = (authorizer as { jwt?: { claims?: Record<string, unknown> } } | undefined)?.jwt;
  return jwt?.claims;
}

const defined = (record: Record<string, string | undefined> | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(record ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined));

function respond({ status, body, headers, cookies }: ApiResponse): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...everywhere,
      ...headers,
    },
    ...(cookies && { cookies }),
    body: typeof body === 'string' && headers?.['content-type'] !== undefined ? body : JSON.stringify(body),
  };
}

/** Answers known errors as problems; an unknown one gets a fixed text and an id by which it is found in the log. */
function problems(
  dialectOf: (path: string) => Dialect,
): middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    onError: (request) => {
      const { error, event } = request;
      const known = error instanceof MalformedBody ? error.problem : problemOf(error);
      const correlationId = event.requestContext?.requestId ?? randomUUID();
      if (known)
        logger.info('refused', { code: known.code, status: known.status, route: event.routeKey, correlationId });
      else logger.error('failed', { error: nameOnly(error), ...itemOf(error), route: event.routeKey, correlationId });
      const refused = dialectOf(event.rawPath).refuse(known ?? unknownFailure, correlationId, event.rawPath);
      request.response = { ...refused, headers: { ...everywhere, ...refused.headers } };
    },
  };
}

const unknownFailure: Problem = {
  status: 500,
  code: 'internal-error',
  title: 'Internal error',
  detail:
    'Something went wrong on our side; nothing you sent is at fault. Try again, and quote the correlation id if it stays.',
};

/** Returns the item that cannot be read, for the log. */
const itemOf = (error: unknown) =>
  error instanceof Unreadable ? { table: error.table, key: error.key, paths: error.paths } : {};

/** Returns name and stack without the message, because a message may quote personal text. */
function nameOnly(error: unknown): { name: string; stack: string | undefined } {
  if (!(error instanceof Error)) return { name: typeof error, stack: undefined };
  return {
    name: error.name,
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .join('\n'),
  };
}

/** Answers a problem as problem+json (RFC 9457). */
export function problemResponse(
  { status, ...rest }: Problem,
  correlationId: string,
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(rest.retryAfter === undefined ? {} : { 'retry-after': String(rest.retryAfter) }),
    },
    body: JSON.stringify({ type: `urn:tanggap:problem:${rest.code}`, status, ...rest, correlationId }),
  };
}
