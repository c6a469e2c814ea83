/** What photos need of the outside world; see ports.ts. */
import type { ImageType } from './attachments.ts';
import type { Actor } from './complaint.ts';

/** Which photo of which complaint. */
export type AttachmentRef = { complaintId: string; attachmentId: string };
/** A photo on its way: what it claims to be, and who brings it. */
export type Upload = AttachmentRef & { type: ImageType; by: Actor };

/** Where photos arrive. Whatever lies there is unread and not sanitised, and goes by itself after a week. */
export type UploadForms = {
  /** A form that a browser or an app posts with the file as its last field, until `expires`; only this photo, and no larger than `bytes`. */
  formFor(upload: Upload, bytes: number, expires: Date): Promise<{ url: string; fields: Record<string, string> }>;
};

/** For who receives a photo's bytes itself: intake, when Open311 sends a form with files. Sanitising does the rest. */
export type UploadStore = { store(upload: Upload, bytes: Uint8Array): Promise<void> };

/** For sanitising. */
export type UploadReader = {
  /** What has arrived; undefined when it is gone. */
  read(ref: AttachmentRef): Promise<{ type: string; by: Actor; bytes: Uint8Array } | undefined>;
  discard(ref: AttachmentRef): Promise<void>;
};

/** Scrubbed photos, kept as long as their complaint. */
export type AttachmentFiles = { keep(ref: AttachmentRef, type: ImageType, bytes: Uint8Array): Promise<void> };

/** Links that anybody who holds one can follow, until they expire: give them only to who may see the photo. */
export type AttachmentLinks = { linkTo(ref: AttachmentRef, expires: Date): Promise<string> };
