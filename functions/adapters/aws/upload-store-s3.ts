/**
 * Puts an upload into the attachments bucket by one request, signed with code that the DynamoDB client contains already. The S3 client
 * would make intake's bundle 145 kB larger, over its budget (docs/design.md#budgets).
 */
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { UploadStore } from '../../domain/complaint/attachment-ports.ts';
import type { Clock } from '../../domain/kernel/ports.ts';
import { defaultProvider } from '../../runtime/lambda-credentials.ts';
import { keyIn, packActor } from './attachment-keys.ts';

/** The bucket and its address. An endpoint in the environment comes first, as in the SDK's own clients. */
export type S3Place = { bucket: string; region: string; endpoint?: string | undefined };

/** Milliseconds that the upload of a 4 MB photo may take: more than S3 needs within its region. */
const patience = 8000;

export function createUploadStore({ bucket, region, endpoint }: S3Place, clock: Clock): UploadStore {
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials: defaultProvider(),
    sha256: Sha256,
    uriEscapePath: false,
  });
  return {
    async store(upload, bytes) {
      const key = keyIn('incoming', upload);
      const url = new URL(
        endpoint ? `${endpoint}/${bucket}/${key}` : `https://${bucket}.s3.${region}.amazonaws.com/${key}`,
      );
      const request = {
        method: 'PUT',
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        query: {},
        headers: {
          host: url.host,
          'content-type': upload.type,
          'x-amz-meta-by': packActor(upload.by),
          'x-amz-content-sha256': createHash('sha256').update(bytes).digest('hex'),
        },
      };
      const { headers } = await signer.sign(request, { signingDate: clock.now() });
      const response = await fetch(url, {
        method: 'PUT',
        headers,
        body: new Uint8Array(bytes),
        signal: AbortSignal.timeout(patience),
      });
      if (!response.ok) throw new Error(`S3 answered ${response.status} to an upload`);
    },
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
