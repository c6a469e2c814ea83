/**
 * Spells the keys of photos in the attachments bucket: uploads under `incoming/`, sanitised photos under `clean/`, each at
 * `<prefix>/<complaint id>/<attachment id>`. The metadata `by` of an upload names its sender.
 */
import type { AttachmentRef } from '../../domain/complaint/attachment-ports.ts';
import { attachmentId } from '../../domain/complaint/attachments.ts';
import { actor, type Actor } from '../../domain/complaint/complaint.ts';
import { parseTrackingId } from '../../domain/kernel/ids.ts';

export const keyIn = (prefix: 'incoming' | 'clean', { complaintId, attachmentId: id }: AttachmentRef): string =>
  `${prefix}/${complaintId}/${id}`;

/** Returns the photo that the key of an upload names; undefined for any other key. */
export function parseUploadKey(key: string): AttachmentRef | undefined {
  const [prefix, complaintId = '', id = '', ...more] = key.split('/');
  if (prefix !== 'incoming' || more.length > 0 || !attachmentId.safeParse(id).success) return undefined;
  return parseTrackingId(complaintId) === complaintId ? { complaintId, attachmentId: id } : undefined;
}

/** Writes an actor as base64url JSON, because metadata is ASCII. */
export const packActor = (by: Actor): string => Buffer.from(JSON.stringify(by)).toString('base64url');
export const unpackActor = (packed: string | undefined): Actor =>
  actor.parse(JSON.parse(Buffer.from(packed ?? '', 'base64url').toString('utf8')));
