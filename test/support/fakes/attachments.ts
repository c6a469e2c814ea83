/** The attachments bucket in memory. */
import type {
  AttachmentFiles,
  AttachmentLinks,
  AttachmentRef,
  Upload,
  UploadForms,
  UploadReader,
  UploadStore,
} from '../../../functions/domain/complaint/attachment-ports.ts';

const nameOf = ({ complaintId, attachmentId }: AttachmentRef): string => `${complaintId}/${attachmentId}`;

export type MemoryBucket = {
  incoming: Map<string, { type: string; by: Upload['by']; bytes: Uint8Array }>;
  clean: Map<string, { type: string; bytes: Uint8Array }>;
};

/** What is stored, the ports over it, and an arrival as S3 would take it. */
export function memoryBucket() {
  const bucket: MemoryBucket = { incoming: new Map(), clean: new Map() };
  const uploads: UploadReader & UploadStore = {
    store: async (upload, bytes) =>
      void bucket.incoming.set(nameOf(upload), { type: upload.type, by: upload.by, bytes: bytes.slice() }),
    read: async (ref) => bucket.incoming.get(nameOf(ref)),
    discard: async (ref) => void bucket.incoming.delete(nameOf(ref)),
  };
  const files: AttachmentFiles = {
    keep: async (ref, type, bytes) => void bucket.clean.set(nameOf(ref), { type, bytes: bytes.slice() }),
  };
  const forms: UploadForms = {
    formFor: async (upload, bytes, expires) => ({
      url: 'https://bucket.example/',
      fields: {
        key: nameOf(upload),
        type: upload.type,
        by: upload.by.role,
        bytes: String(bytes),
        expires: expires.toISOString(),
      },
    }),
  };
  const links: AttachmentLinks = {
    linkTo: async (ref, expires) => `https://bucket.example/${nameOf(ref)}?until=${expires.toISOString()}`,
  };
  return {
    bucket,
    uploads,
    files,
    forms,
    links,
    arrive: (upload: Omit<Upload, 'type'> & { type: string }, bytes: Uint8Array) =>
      void bucket.incoming.set(nameOf(upload), { type: upload.type, by: upload.by, bytes }),
  };
}
