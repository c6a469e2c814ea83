import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import type { MovedClock } from '../time/moved-clock.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { Faults } from '../faults.ts';
import { corsHeaders } from '../http/cors.ts';
import type { Guard } from '../iam/guard.ts';
import { escapeXml } from '../xml.ts';
import type { Bucket } from './buckets.ts';
import type { Objects } from './objects.ts';
import { checkPolicy, checkPresigned } from './signature.ts';

/** Dependencies of S3. */
export type S3Parts = {
  buckets: Map<string, Bucket>;
  objects: Objects;
  events: EventBus;
  clock: MovedClock;
  guard: Guard;
  faults: Faults;
};

/** Answers requests to `/<bucket>/…`, and says whether a request is one. */
export type S3 = {
  owns: (url: string) => boolean;
  answer: (request: IncomingMessage, body: Buffer, response: ServerResponse) => Promise<void>;
};

type Request = { method: string; url: URL; bucket: Bucket; key: string; incoming: IncomingMessage; body: Buffer };

const STATUS: Record<string, number> = {
  NoSuchKey: 404,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  MalformedPOSTRequest: 400,
  AuthorizationQueryParametersError: 400,
  NotImplemented: 501,
  InternalError: 500,
};

/** S3's REST by path: PutObject, GetObject, HeadObject, DeleteObject, and the form post; signed by header, by URL or by policy. */
export function createS3(parts: S3Parts): S3 {
  const { buckets } = parts;
  const bucketIn = (url: string): Bucket | undefined => buckets.get(url.split(/[/?]/)[1] ?? '');
  return {
    owns: (url) => bucketIn(url) !== undefined,
    answer: async (incoming, body, response) => {
      const url = new URL(incoming.url ?? '/', 'http://local');
      const bucket = bucketIn(url.pathname);
      if (bucket === undefined) throw new Error(`${url.pathname} names no bucket.`);
      const method = incoming.method ?? 'GET';
      const key = decodeURIComponent(url.pathname.split('/').slice(2).join('/'));
      response.setHeader('x-amz-request-id', randomUUID());
      for (const [name, value] of Object.entries(corsHeaders(bucket.cors, incoming))) response.setHeader(name, value);
      try {
        await respond(parts, { method, url, bucket, key, incoming, body }, response);
      } catch (error) {
        sendError(response, error);
      }
    },
  };
}

async function respond(parts: S3Parts, request: Request, response: ServerResponse): Promise<void> {
  const { method, url, bucket, key, incoming, body } = request;
  if (method === 'OPTIONS') return void response.writeHead(bucket.cors ? 200 : 403).end();
  const odd = [...url.searchParams.keys()].find((name) => !/^(x-id|x-amz-[\w-]+|response-[a-z-]+)$/i.test(name));
  if (odd !== undefined) throw new AwsError('NotImplemented', `The local cloud's S3 has no ?${odd}.`);
  if (method === 'POST' && key === '') return postForm(parts, request, response);

  const caller = callerOf(parts, request);
  const ask = (action: string): void => may(parts, caller, action, bucket, key);
  switch (method) {
    case 'PUT': {
      ask('PutObject');
      if (incoming.headers['content-encoding']?.includes('aws-chunked'))
        throw new AwsError('NotImplemented', "The local cloud's S3 takes no chunked bodies.");
      const etag = store(parts, request, body, Object.entries(incoming.headers), 'PutObject');
      parts.faults.after('s3', 'PutObject', caller);
      return void response.writeHead(200, { etag: `"${etag}"` }).end();
    }
    case 'GET':
    case 'HEAD': {
      ask('GetObject');
      const found = parts.objects.get(bucket, key);
      if (found === undefined) throw absent(parts, caller, bucket);
      const cacheControl = url.searchParams.get('response-cache-control');
      response.writeHead(200, {
        'content-type': found.contentType,
        'content-length': found.body.length,
        etag: `"${found.etag}"`,
        'last-modified': new Date(found.at).toUTCString(),
        ...(cacheControl !== null && { 'cache-control': cacheControl }),
        ...Object.fromEntries(Object.entries(found.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
      });
      return void response.end(method === 'HEAD' ? undefined : found.body);
    }
    case 'DELETE':
      ask('DeleteObject');
      parts.objects.remove(bucket, key);
      parts.faults.after('s3', 'DeleteObject', caller);
      return void response.writeHead(204).end();
    default:
      throw new AwsError('NotImplemented', `The local cloud's S3 has no ${method}.`);
  }
}

/** The form that a browser posts: its policy says what may be in it, and its signer's permissions count. */
async function postForm(parts: S3Parts, request: Request, response: ServerResponse): Promise<void> {
  const { incoming, body, bucket } = request;
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': incoming.headers['content-type'] ?? '' },
  })
    .formData()
    .catch(() => {
      throw new AwsError(
        'MalformedPOSTRequest',
        'The body of your POST request is not well-formed multipart/form-data.',
      );
    });
  const file = form.get('file');
  if (!(file instanceof Blob))
    throw new AwsError('MalformedPOSTRequest', 'POST requires exactly one file upload per request.');
  const fields = new Map<string, string>();
  for (const [name, value] of form) {
    // Fields after the file are not read, as on AWS.
    if (name === 'file') break;
    if (typeof value === 'string') fields.set(name.toLowerCase(), value);
  }
  const { caller } = checkPolicy(fields, file.size, parts.clock.now());
  const key = fields.get('key') ?? '';
  may(parts, caller, 'PutObject', bucket, key);
  const etag = store(parts, { ...request, key }, Buffer.from(await file.arrayBuffer()), [...fields], 'PostObject');
  parts.faults.after('s3', 'PutObject', caller);
  response.writeHead(204, { etag: `"${etag}"` }).end();
}

/** Finds the caller of a request. An unsigned request is refused: no bucket here is public. */
function callerOf({ guard, clock }: S3Parts, { method, url, incoming }: Request): string | undefined {
  if (url.searchParams.has('X-Amz-Signature'))
    return checkPresigned(method, url, incoming.headers.host ?? '', clock.now()).caller;
  if (incoming.headers.authorization === undefined) throw new AwsError('AccessDenied', 'Access Denied');
  return guard.callerOf(incoming);
}

function may(
  { guard, faults }: S3Parts,
  caller: string | undefined,
  action: string,
  bucket: Bucket,
  key: string,
): void {
  try {
    guard.check(caller, [{ action: `s3:${action}`, resource: `${bucket.arn}/${key}`, context: new Map() }]);
  } catch (error) {
    throw error instanceof AwsError ? new AwsError('AccessDenied', error.message) : error;
  }
  faults.before('s3', action, caller);
}

/** The answer for an absent key: NoSuchKey (404) to a caller that may list the bucket, AccessDenied (403) to any other (S3, GetObject). */
function absent({ guard }: S3Parts, caller: string | undefined, bucket: Bucket): AwsError {
  try {
    guard.check(caller, [{ action: 's3:ListBucket', resource: bucket.arn, context: new Map() }]);
    return new AwsError('NoSuchKey', 'The specified key does not exist.');
  } catch {
    return new AwsError('AccessDenied', 'Access Denied');
  }
}

/** Keeps the object, whose type and metadata are among the headers or fields, and tells of it, both or neither. */
function store(
  { objects, events }: S3Parts,
  { bucket, key }: Request,
  body: Buffer,
  headers: [name: string, value: string | string[] | undefined][],
  reason: string,
): string {
  const contentType = String(headers.find(([name]) => name === 'content-type')?.[1] ?? 'binary/octet-stream');
  const metadata = Object.fromEntries(
    headers
      .filter(([name]) => name.startsWith('x-amz-meta-'))
      .map(([name, value]) => [name.slice('x-amz-meta-'.length), String(value)]),
  );
  return objects.put(bucket, key, { body, contentType, metadata }, (etag) => {
    if (!bucket.tellsEvents) return;
    events.publish({
      source: 'aws.s3',
      'detail-type': 'Object Created',
      resources: [bucket.arn],
      detail: {
        version: '0',
        bucket: { name: bucket.name },
        object: { key, size: body.length, etag, sequencer: '0' },
        'source-ip-address': '127.0.0.1',
        reason,
      },
    });
  });
}

function sendError(response: ServerResponse, error: unknown): void {
  const known = error instanceof AwsError;
  if (!known) console.error(error);
  const code = known ? error.name : 'InternalError';
  const message = error instanceof Error ? error.message : String(error);
  response
    .writeHead(STATUS[code] ?? (code.startsWith('Access') || code.startsWith('Signature') ? 403 : 503), {
      'content-type': 'application/xml',
    })
    .end(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error>`,
    );
}
