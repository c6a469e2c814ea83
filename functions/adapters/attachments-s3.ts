/**
 * The attachments bucket: photos arrive under `incoming/`, scrubbed ones are kept under `clean/`, each at
 * `<prefix>/<complaint id>/<attachment id>`. Who brings a photo lies in its metadata, which the form's signature covers.
 */
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { attachmentId } from '../domain/attachments.ts';
import { actor, type Actor } from '../domain/complaint.ts';
import { parseTrackingId } from '../domain/ids.ts';
import type {
  AttachmentFiles,
  AttachmentLinks,
  AttachmentRef,
  UploadForms,
  UploadReader,
} from '../domain/attachment-ports.ts';
import type { Clock } from '../domain/ports.ts';

const keyIn = (prefix: 'incoming' | 'clean', { complaintId, attachmentId: id }: AttachmentRef): string =>
  `${prefix}/${complaintId}/${id}`;

/** Which photo the key of an upload means; undefined for any other key. */
export function parseUploadKey(key: string): AttachmentRef | undefined {
  const [prefix, complaintId = '', id = '', ...more] = key.split('/');
  if (prefix !== 'incoming' || more.length > 0 || !attachmentId.safeParse(id).success) return undefined;
  return parseTrackingId(complaintId) === complaintId ? { complaintId, attachmentId: id } : undefined;
}

/** Metadata is ASCII: the actor as base64url JSON. */
const packActor = (by: Actor): string => Buffer.from(JSON.stringify(by)).toString('base64url');
const unpackActor = (packed: string | undefined): Actor =>
  actor.parse(JSON.parse(Buffer.from(packed ?? '', 'base64url').toString('utf8')));

export const s3Client = (): S3Client => new S3Client({});

const secondsUntil = (expires: Date, clock: Clock): number =>
  Math.max(1, Math.floor((expires.getTime() - clock.now().getTime()) / 1000));

export function createUploadForms(client: S3Client, bucket: string, clock: Clock): UploadForms {
  return {
    formFor: (upload, bytes, expires) =>
      createPresignedPost(client, {
        Bucket: bucket,
        Key: keyIn('incoming', upload),
        // Each field given here is a condition as well: another type, key or bringer does not fit the signature.
        Fields: { 'Content-Type': upload.type, 'x-amz-meta-by': packActor(upload.by) },
        Conditions: [['content-length-range', 1, bytes]],
        Expires: secondsUntil(expires, clock),
      }),
  };
}

export function createUploadReader(client: S3Client, bucket: string): UploadReader {
  return {
    async read(ref) {
      try {
        const {
          Body,
          ContentType = '',
          Metadata,
        } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyIn('incoming', ref) }));
        if (!Body) return undefined;
        return { type: ContentType, by: unpackActor(Metadata?.['by']), bytes: await Body.transformToByteArray() };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async discard(ref) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyIn('incoming', ref) }));
    },
  };
}

export function createAttachmentFiles(client: S3Client, bucket: string): AttachmentFiles {
  return {
    async keep(ref, type, bytes) {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: keyIn('clean', ref), Body: bytes, ContentType: type }),
      );
    },
  };
}

export function createAttachmentLinks(client: S3Client, bucket: string, clock: Clock): AttachmentLinks {
  return {
    linkTo: (ref, expires) =>
      getSignedUrl(
        client,
        new GetObjectCommand({ Bucket: bucket, Key: keyIn('clean', ref), ResponseCacheControl: 'private, no-store' }),
        { expiresIn: secondsUntil(expires, clock) },
      ),
  };
}
