/**
 * Stores photos in the attachments bucket by the SDK: signs forms and links, and reads, keeps and discards for sanitising.
 * attachment-keys.ts spells the keys.
 */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type {
  AttachmentFiles,
  AttachmentLinks,
  UploadForms,
  UploadReader,
} from '../../domain/complaint/attachment-ports.ts';
import type { Clock } from '../../domain/kernel/ports.ts';

import { keyIn, packActor, unpackActor } from './attachment-keys.ts';

export const s3Client = (): S3Client => new S3Client({});

const secondsUntil = (expires: Date, clock: Clock): number =>
  Math.max(1, Math.floor((expires.getTime() - clock.now().getTime()) / 1000));

export function createUploadForms(client: S3Client, bucket: string, clock: Clock): UploadForms {
  return {
    formFor: (upload, bytes, expires) =>
      createPresignedPost(client, {
        Bucket: bucket,
        Key: keyIn('incoming', upload),
        // Each field is a condition as well: another type, key or sender does not fit the signature.
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
        // S3 tells a caller without the right to list (nobody has it here) that an absent key is forbidden: 403 instead of 404.
        if (error instanceof S3ServiceException && ['NoSuchKey', 'AccessDenied'].includes(error.name)) return undefined;
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
