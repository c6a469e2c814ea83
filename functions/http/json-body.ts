/** Reads a JSON body. middy's parser is not used because it accepts `null` and answers errors as text/plain. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Problem } from './problem.ts';

/** Maximum body in bytes: 4,000 characters of any script, escaped as JSON may escape them (12 bytes for an emoji), and the other fields. */
const maxBodyBytes = 65_536;

/** The body cannot be read. */
export class MalformedBody extends Error {
  override readonly name = 'MalformedBody';
  readonly problem: Problem;
  constructor(status: number, code: string, title: string, detail: string) {
    super(detail);
    this.problem = { status, code, title, detail, errors: [{ field: 'body', message: detail }] };
  }
}

/** Returns the parsed body; undefined when there is none. Throws MalformedBody. */
export function jsonBody(event: APIGatewayProxyEventV2): unknown {
  if (event.body === undefined || event.body === '') return undefined;
  const raw = bodyBytes(event);
  const type = event.headers['content-type'] ?? '';
  if (!/^application\/(?:[a-z0-9.+-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new MalformedBody(
      415,
      'unsupported-media-type',
      'Unsupported media type',
      'send JSON with content-type: application/json',
    );
  }
  return parse(raw);
}

/** Returns the body's bytes. Throws MalformedBody when it is too large. */
export function bodyBytes({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): Buffer {
  const raw = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (raw.byteLength <= maxBodyBytes) return raw;
  const detail = `at most ${maxBodyBytes} bytes; this body has ${raw.byteLength}`;
  throw new MalformedBody(413, 'body-too-large', 'Body too large', detail);
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch {
    throw new MalformedBody(400, 'malformed-json', 'Malformed JSON', 'the body is not valid JSON in UTF-8');
  }
}
