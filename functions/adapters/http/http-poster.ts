/** Posts to endpoints that others have named, over https and to addresses of the public internet only. */
import { request as overHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { endpointProblem, hostOf, usableAddress, type EndpointRules } from '../../domain/webhooks/endpoint-url.ts';
import type { AddressResolver, HttpAnswer, HttpPoster } from '../../domain/webhooks/ports.ts';
import { inTime } from './in-time.ts';
import { systemResolver } from './system-resolver.ts';

/** Milliseconds for a whole call, the name's look-up included. */
const timeLimitMs = 10_000;
/** Bytes read of an answer: enough for an id and for a line in a log. */
const answerLimit = 8192;

export function createHttpPoster(
  rules: EndpointRules,
  { resolver = systemResolver, timeLimit = timeLimitMs }: { resolver?: AddressResolver; timeLimit?: number } = {},
): HttpPoster {
  return {
    async post(target, headers, body) {
      if (endpointProblem(target, rules) !== undefined) return notSent('the URL may not be called');
      const url = new URL(target);
      const host = hostOf(url);
      const signal = AbortSignal.timeout(timeLimit);
      try {
        const addresses = isIP(host) === 0 ? await inTime(resolver.resolve(host), signal) : [host];
        const address = usableAddress(addresses, rules);
        if (address === undefined) return notSent('the address is not public');
        return await send(url, { address, headers, body, signal });
      } catch (error) {
        return notSent(signal.aborted ? 'no answer in time' : codeOf(error));
      }
    },
  };
}

const notSent = (cause: string): HttpAnswer => ({ outcome: 'failed', cause, arrived: false });

/** Returns Node's error code, such as ECONNREFUSED or CERT_HAS_EXPIRED, which quotes no data. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : typeof error;
}

type Sending = { address: string; headers: Record<string, string>; body: string; signal: AbortSignal };

/** Connects to the address that was checked, even if the name has another one now. TLS still proves the name. */
function send(url: URL, { address, headers, body, signal }: Sending): Promise<HttpAnswer> {
  const host = hostOf(url);
  const options: RequestOptions & { servername?: string } = {
    method: 'POST',
    host: address,
    port: url.port === '' ? undefined : Number(url.port),
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, host: url.host, 'content-length': Buffer.byteLength(body) },
    // Each call has its own connection, so that none stays open to an address that was checked for another call.
    agent: false,
    maxHeaderSize: answerLimit,
    signal,
    ...(isIP(host) === 0 ? { servername: host } : {}),
  };
  return new Promise((resolve) => {
    let connected = false;
    let answered = false;
    const call = url.protocol === 'https:' ? overHttps(options) : overHttp(options);
    call.on('socket', (socket) => {
      socket.on(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (connected = true));
    });
    call.on('response', (response) => {
      answered = true;
      void answerOf(response).then(resolve);
    });
    call.on('error', (error) => {
      // An answer that is cut off keeps its status.
      if (answered) return;
      const cause = signal.aborted ? 'no answer in time' : codeOf(error);
      resolve({ outcome: 'failed', cause, arrived: connected });
    });
    call.end(body);
  });
}

/** Reads the body as far as it comes. The status counts as soon as it is there, even if the body never ends or is cut off. */
async function answerOf(response: IncomingMessage): Promise<HttpAnswer> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length >= answerLimit) break;
    }
  } catch {
    // The body was cut off.
  }
  response.destroy();
  const retryAfter = Number(response.headers['retry-after']);
  return {
    outcome: 'answered',
    status: response.statusCode ?? 0,
    body: Buffer.concat(parts).subarray(0, answerLimit).toString('utf8'),
    ...(Number.isInteger(retryAfter) && retryAfter > 0 ? { retryAfter } : {}),
  };
}
