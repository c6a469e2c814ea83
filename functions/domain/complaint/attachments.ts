/**
 * Photos of what is complained about. They are evidence, and they carry more than they show (where, when, with whose telephone), so
 * nothing is attached before it has been sanitised (functions/sanitising).
 */
import type { Random } from '../kernel/ports.ts';
import * as z from 'zod';

/** PDF is not among them: what it hides cannot be taken out without rewriting the whole file. */
export const imageType = z.enum(['image/jpeg', 'image/png', 'image/webp']);
export type ImageType = z.infer<typeof imageType>;

/** Ten megabytes hold the largest photo that telephones sold in Indonesia take; five show a place from all sides. */
export const attachmentLimits = { bytes: 10_000_000, perComplaint: 5 } as const;

export const attachmentId = z.string().regex(/^[A-Za-z0-9_-]{16}$/);

/** What an event says of the photo it attaches: what it is, and the proof that it is still the same. */
export const attachment = z.strictObject({
  id: attachmentId,
  type: imageType,
  bytes: z.number().int().positive(),
  /** SHA-256 of the sanitised file, base64url. */
  sha256: z.string(),
});
export type Attachment = z.infer<typeof attachment>;

/** What a file begins like; undefined for what is none of these. Whether it is one to its end, sanitising finds out. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (start.startsWith('\xFF\xD8\xFF')) return 'image/jpeg';
  if (start.startsWith('\x89PNG\r\n\x1A\n')) return 'image/png';
  return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'image/webp' : undefined;
}

/** Draws an id of 96 random bits: it need not be secret, since every link is asked for anew. */
export function drawAttachmentId(random: Random): string {
  return Buffer.from(random(12)).toString('base64url');
}
