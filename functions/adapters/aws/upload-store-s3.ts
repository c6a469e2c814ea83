/** Puts an upload into the attachments bucket by one signed request. */
import type { UploadStore } from '../../domain/complaint/attachment-ports.ts';
import type { Clock } from '../../domain/kernel/ports.ts';
import { keyIn, packActor } from './attachment-keys.ts';
import { signedFetch } from './signed-fetch.ts';

/** The bucket and its address. An endpoint in the environment comes first, as in the SDK's own clients. */
export type S3Place = { bucket: string; region: string; endpoint?: string | undefined };

/** Milliseconds that the upload of a 4 MB photo may take: more than S3 needs within its region. */
const timeoutMs = 8000;

export function createUploadStore({ bucket, region, endpoint }: S3Place, clock: Clock): UploadStore {
  const send = signedFetch({ service: 's3', region, clock });
  return {
    async store(upload, bytes) {
      const key = keyIn('incoming', upload);
      const url = new URL(
        endpoint ? `${endpoint}/${bucket}/${key}` : `https://${bucket}.s3.${region}.amazonaws.com/${key}`,
      );
      const headers = { 'content-type': upload.type, 'x-amz-meta-by': packActor(upload.by) };
      const response = await send(url, { method: 'PUT', headers, body: new Uint8Array(bytes), timeoutMs });
      if (!response.ok) throw new Error(`S3 answered ${response.status} to an upload`);
    },
  };
}
