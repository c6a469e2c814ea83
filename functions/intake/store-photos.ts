/** Checks the photos of a form before the complaint is stored, and stores them after it. */
import { sha256 } from '../domain/kernel/canonical.ts';
import type { UploadStore } from '../domain/complaint/attachment-ports.ts';
import { attachmentLimits, imageTypeOf, type ImageType } from '../domain/complaint/attachments.ts';
import type { FieldError } from '../domain/kernel/errors.ts';
import type { FormFile } from '../http/open311/form.ts';

/** Ports for photos; `onPhotoLost` is called for each that could not be stored. */
export type PhotoDeps = { uploads: UploadStore; onPhotoLost: (complaintId: string, error: unknown) => void };

type Photo = { type: ImageType; bytes: Uint8Array };

/** Returns the photos among a form's files. An empty file counts as an empty field; each file of another type is a fault. */
export function photosOf(files: readonly FormFile[]): { photos: Photo[]; faults: FieldError[] } {
  const sent = files.filter(({ bytes }) => bytes.length > 0);
  const photos = sent.map(({ field, bytes }) => ({ field, type: imageTypeOf(bytes), bytes }));
  const faults: FieldError[] = photos
    .filter(({ type }) => type === undefined)
    .map(({ field }) => ({ field, message: 'must be a JPEG, PNG or WebP image' }));
  const extra = photos[attachmentLimits.perComplaint];
  if (extra) faults.push({ field: extra.field, message: `at most ${attachmentLimits.perComplaint} photos` });
  return { photos: photos.flatMap(({ type, bytes }) => (type ? [{ type, bytes }] : [])), faults };
}

/**
 * Stores each photo under an id derived from its content, so that a repeated request adds none. Returns the number lost: an error would
 * make the client file the complaint again.
 */
export function storePhotos({ uploads, onPhotoLost }: PhotoDeps) {
  return async (complaintId: string, photos: readonly Photo[]): Promise<number> => {
    const stored = await Promise.allSettled(
      photos.map(({ type, bytes }) => {
        const attachmentId = sha256(bytes).slice(0, 16);
        return uploads.store({ complaintId, attachmentId, type, by: { role: 'reporter' } }, bytes);
      }),
    );
    const lost = stored.filter((one) => one.status === 'rejected');
    for (const { reason } of lost) onPhotoLost(complaintId, reason);
    return lost.length;
  };
}
