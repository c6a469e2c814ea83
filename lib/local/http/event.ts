import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Json, JsonObject } from '../json.ts';
import type { Match } from './routes.ts';

/** Claims and scopes that the JWT authorizer found. */
export type Authorization = { claims: Record<string, string>; scopes: string[] | null };

/** Parts of an event besides the request itself. */
export type EventParts = {
  match: Match;
  body: Buffer;
  authorization: Authorization | undefined;
  apiId: string;
  /** Milliseconds since the epoch on the moved clock. */
  now: number;
};

/** API Gateway passes these media types as text and every other body, forms included, as base64. */
const TEXT = /^(text\/.*|application\/(json|xml|javascript)|application\/.*\+(json|xml))$/i;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The event of payload format 2.0 for a request. */
export function toEvent(request: IncomingMessage, parts: EventParts): JsonObject {
  const [rawPath = '/', rawQueryString = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const { cookie, ...headers } = request.headersDistinct;
  const query = joinQuery(rawQueryString);
  const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
  const asText = TEXT.test(mediaType);
  return {
    version: '2.0',
    routeKey: parts.match.route.key,
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.flatMap((line) => line.split(/;\s*/)) }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, (values ?? []).join(',')])),
    ...(query !== undefined && { queryStringParameters: query }),
    requestContext: requestContext(request, rawPath, parts),
    ...(Object.keys(parts.match.parameters).length > 0 && { pathParameters: parts.match.parameters }),
    ...(parts.body.length > 0 && { body: parts.body.toString(asText ? 'utf8' : 'base64') }),
    isBase64Encoded: parts.body.length > 0 && !asText,
  };
}

function requestContext(request: IncomingMessage, path: string, parts: EventParts): JsonObject {
  const { authorization } = parts;
  const host = request.headers.host ?? 'localhost';
  const context: Record<string, Json> = {
    accountId: '000000000000',
    apiId: parts.apiId,
    domainName: host.split(':')[0] ?? host,
    domainPrefix: parts.apiId,
    http: {
      method: request.method ?? 'GET',
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: randomUUID(),
    routeKey: parts.match.route.key,
    stage: '$default',
    time: commonLogTime(new Date(parts.now)),
    timeEpoch: parts.now,
  };
  if (authorization !== undefined) context['authorizer'] = { jwt: authorization };
  return context;
}

function joinQuery(raw: string): Record<string, string> | undefined {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(raw)) {
    joined[name] = joined[name] === undefined ? value : `${joined[name]},${value}`;
  }
  return Object.keys(joined).length === 0 ? undefined : joined;
}

/** `12/Mar/2026:19:03:58 +0000` */
function commonLogTime(at: Date): string {
  const day = String(at.getUTCDate()).padStart(2, '0');
  return `${day}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}:${at.toISOString().slice(11, 19)} +0000`;
}
