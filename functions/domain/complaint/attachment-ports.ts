/** Ports for photos; see ports.ts. */
import type { ImageType } from './attachments.ts';
import type { Actor } from './complaint.ts';

/** Identifies a photo of a complaint. */
export type AttachmentRef = { complaintId: string; attachmentId: string };
/** An uploaded photo: its claimed type, and the actor who adds it. */
export type Upload = AttachmentRef & { type: ImageType; by: Actor };

/** Creates upload forms. Uploads are neither checked nor sanitised, and expire after a week. */
export type UploadForms = {
  /**
   * Returns a form that a browser or app posts with the file as its last field, valid until `expires`, for this photo only and at most
   * `bytes` large.
   */
  formFor(upload: Upload, bytes: number, expires: Date): Promise<{ url: string; fields: Record<string, string> }>;
};

/** Stores an upload that arrived in a request, for intake of Open311 forms with files. Sanitising processes it like every other. */
export type UploadStore = { store(upload: Upload, bytes: Uint8Array): Promise<void> };

/** Reads and deletes uploads, for sanitising. */
export type UploadReader = {
  /** Returns an upload; undefined when it no longer exists. */
  read(ref: AttachmentRef): Promise<{ type: string; by: Actor; bytes: Uint8Array } | undefined>;
  discard(ref: AttachmentRef): Promise<void>;
};

/** Stores sanitised photos for as long as their complaint. */
export type AttachmentFiles = { keep(ref: AttachmentRef, type: ImageType, bytes: Uint8Array): Promise<void> };

/** Creates links to a photo. Anybody who holds a link can use it until it expires, so give it only to somebody who may see the photo. */
export type AttachmentLinks = { linkTo(ref: AttachmentRef, expires: Date): Promise<string> };
