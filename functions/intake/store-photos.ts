/** Photos that came within a form: checked before anything is stored, put where uploads arrive once the complaint is. */
import { sha256 } from '../domain/kernel/canonical.ts';
import type { UploadStore } from '../domain/complaint/attachment-ports.ts';
import { attachmentLimits, imageTypeOf, type ImageType } from '../domain/complaint/attachments.ts';
import type { FieldError } from '../domain/kernel/errors.ts';
import type { FormFile } from '../http/open311/form.ts';

export type PhotoDeps = { uploads: UploadStore; onPhotoLost: (complaintId: string, error: unknown) => void };

type Photo = { type: ImageType; bytes: Uint8Array };

/** The photos among a form's files; an empty file is a field that was left empty. Each file that is none is named as a fault. */
export function photosOf(files: readonly FormFile[]): { photos: Photo[]; faults: FieldError[] } {
  const sent = files.filter(({ bytes }) => bytes.length > 0);
  const photos = sent.map(({ field, bytes }) => ({ field, type: imageTypeOf(bytes), bytes }));
  const faults: FieldError[] = photos
    .filter(({ type }) => type === undefined)
    .map(({ field }) => ({ field, message: 'a JPEG, PNG or WebP image' }));
  const extra = photos[attachmentLimits.perComplaint];
  if (extra) faults.push({ field: extra.field, message: `at most ${attachmentLimits.perComplaint} photos` });
  return { photos: photos.flatMap(({ type, bytes }) => (type ? [{ type, bytes }] : [])), faults };
}

/**
 * Stores each photo under an id that follows from its content, so that a request sent again adds nothing. Answers how many were lost: the
 * complaint stands all the same, and an error now would make the client file it once more.
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
