/**
 * Where photos lie in the attachments bucket: what arrives under `incoming/`, what was sanitised under `clean/`, each at
 * `<prefix>/<complaint id>/<attachment id>`. Who brings a photo lies in its metadata `by`.
 */
import type { AttachmentRef } from '../../domain/complaint/attachment-ports.ts';
import { attachmentId } from '../../domain/complaint/attachments.ts';
import { actor, type Actor } from '../../domain/complaint/complaint.ts';
import { parseTrackingId } from '../../domain/kernel/ids.ts';

export const keyIn = (prefix: 'incoming' | 'clean', { complaintId, attachmentId: id }: AttachmentRef): string =>
  `${prefix}/${complaintId}/${id}`;

/** Which photo the key of an upload means; undefined for any other key. */
export function parseUploadKey(key: string): AttachmentRef | undefined {
  const [prefix, complaintId = '', id = '', ...more] = key.split('/');
  if (prefix !== 'incoming' || more.length > 0 || !attachmentId.safeParse(id).success) return undefined;
  return parseTrackingId(complaintId) === complaintId ? { complaintId, attachmentId: id } : undefined;
}

/** Metadata is ASCII: the actor as base64url JSON. */
export const packActor = (by: Actor): string => Buffer.from(JSON.stringify(by)).toString('base64url');
export const unpackActor = (packed: string | undefined): Actor =>
  actor.parse(JSON.parse(Buffer.from(packed ?? '', 'base64url').toString('utf8')));
