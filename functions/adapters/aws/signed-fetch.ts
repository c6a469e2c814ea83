/**
 * Calls AWS by one signed request, with code that the DynamoDB client contains already. A client of its own would add 100 kB and more to a
 * bundle (docs/design.md#budgets).
 */
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Clock } from '../../domain/kernel/ports.ts';
import { defaultProvider } from '../../runtime/lambda-credentials.ts';

type Signer = {
  service: string;
  region: string;
  /** Whose permissions count (default: the function's own). */
  credentials?: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
  clock: Clock;
};

type Call = {
  method: 'PUT' | 'POST';
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
  timeoutMs: number;
};

/** Makes a fetch that signs what it sends (Signature Version 4). It follows no redirect to a host that was not signed. */
export function signedFetch({ clock, ...place }: Signer) {
  const signer = new SignatureV4({ credentials: defaultProvider(), sha256: Sha256, uriEscapePath: false, ...place });
  return async (url: URL, { method, headers, body, timeoutMs }: Call): Promise<Response> => {
    const request = {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: {},
      headers: { host: url.host, ...headers, 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') },
    };
    const signed = await signer.sign(request, { signingDate: clock.now() });
    const signal = AbortSignal.timeout(timeoutMs);
    return fetch(url, { method, headers: signed.headers, body, signal, redirect: 'error' });
  };
}

/** A hash and an HMAC in the form that the signer expects. */
class Sha256 {
  readonly #hash;
  constructor(secret?: unknown) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string | Uint8Array);
  }
  update(data: unknown): void {
    this.#hash.update(data as string | Uint8Array);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    throw new Error('a hash is used once');
  }
}
