/**
 * Schemas and limits of photos. A photo carries hidden data (where, when, with whose phone), so nothing is attached before it has been
 * sanitised (functions/sanitising).
 */
import type { Random } from '../kernel/ports.ts';
import * as z from 'zod';
import { openEnum, storedObject } from '../kernel/stored.ts';

/** Accepted types. PDF is not accepted: its hidden data cannot be removed without rewriting the whole file. */
export const imageType = z.enum(['image/jpeg', 'image/png', 'image/webp']);
export type ImageType = z.infer<typeof imageType>;

/** Ten megabytes hold the largest photo of phones sold in Indonesia; five photos show a place from all sides. */
export const attachmentLimits = { bytes: 10_000_000, perComplaint: 5 } as const;

/** Id of a photo: 96 random bits, base64url. */
export const attachmentId = z.string().regex(/^[A-Za-z0-9_-]{16}$/);

/** A photo in its event: its type and size, and the hash that proves it is unchanged. */
export const attachment = storedObject({
  id: attachmentId,
  type: openEnum(imageType),
  bytes: z.number().int().positive(),
  /** SHA-256 of the sanitised file, base64url. */
  sha256: z.string(),
});
export type Attachment = z.infer<typeof attachment>;

/** Returns the type that a file's first bytes indicate; undefined for another type. Sanitising checks the rest of the file. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (start.startsWith('\xFF\xD8\xFF')) return 'image/jpeg';
  if (start.startsWith('\x89PNG\r\n\x1A\n')) return 'image/png';
  return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'image/webp' : undefined;
}

/** Draws an id. It need not be secret, because every link is authorized separately. */
export function drawAttachmentId(random: Random): string {
  return Buffer.from(random(12)).toString('base64url');
}
