/** A server on this machine that misbehaves as told: what subscribers and systems above the city really do. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Request = { method: string; path: string; headers: Record<string, string>; body: string };

/** How one request is answered. Without one, 200 and an empty body. */
export type Manner =
  | { status: number; body?: string; headers?: Record<string, string> }
  /** Takes the request, and answers after so many ms, if the caller still waits. */
  | { afterMs: number; status?: number; body?: string }
  /** Sends a status line and then bytes for ever. */
  | 'endless'
  /** Sends the head and half a body, then nothing. */
  | 'half'
  /** Hangs up before it answers. */
  | 'hang-up'
  | 'garbage';

export type MisbehavingServer = {
  url: string;
  requests: Request[];
  /** Used up in order. */
  manners: Manner[];
  /** Used when no other is left. */
  always: Manner | undefined;
  stop: () => Promise<void>;
};

export async function startMisbehavingServer(): Promise<MisbehavingServer> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const self: MisbehavingServer = {
    url: `http://127.0.0.1:${port}`,
    requests: [],
    manners: [],
    always: undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    self.requests.push({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(parts).toString(),
    });
    misbehave(self.manners.shift() ?? self.always ?? { status: 200 }, response);
  }
  return self;
}

function misbehave(manner: Manner, response: ServerResponse): void {
  if (manner === 'hang-up') response.destroy();
  else if (manner === 'garbage') response.socket?.end('this is no HTTP\r\n\r\n');
  else if (manner === 'half') response.writeHead(200, { 'content-length': '100' }).write('half');
  else if (manner === 'endless') {
    response.writeHead(200);
    const drip = setInterval(() => response.write('x'.repeat(1024)), 1);
    response.on('close', () => clearInterval(drip));
  } else if ('afterMs' in manner)
    setTimeout(() => response.writeHead(manner.status ?? 200).end(manner.body ?? ''), manner.afterMs).unref();
  else response.writeHead(manner.status, manner.headers).end(manner.body ?? '');
}
