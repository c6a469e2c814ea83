/** Takes up a photo that has arrived: sanitises it, keeps it, and only then records it as one fact of its complaint. */
import { sha256 } from '../domain/kernel/canonical.ts';
import { attachmentLimits, imageType, type Attachment, type ImageType } from '../domain/complaint/attachments.ts';
import type { Actor, Complaint } from '../domain/complaint/complaint.ts';
import { retryRaces } from '../domain/kernel/retry-races.ts';
import type { AttachmentFiles, AttachmentRef, UploadReader } from '../domain/complaint/attachment-ports.ts';
import type { ComplaintStore } from '../domain/complaint/ports.ts';
import type { DecisionContext } from '../domain/city/ports.ts';
import { rulesToDecide } from '../access/rules.ts';
import { decide } from '../domain/complaint/transition.ts';
import { NotAnImage, sanitiseImage } from './image/index.ts';

export type Deps = DecisionContext & {
  store: Pick<ComplaintStore, 'get' | 'save'>;
  uploads: UploadReader;
  files: AttachmentFiles;
};

/** Outcome of an upload. The reason of `refused` holds nothing of the file. */
export type Outcome = { outcome: 'attached' | 'known' | 'gone' } | { outcome: 'refused'; reason: string };

/** Photos that arrive together are recorded one after the other: at most five of a complaint, and an officer may act meanwhile. */
const raceTries = 8;

/** May run again: a photo that is recorded already is only discarded. Throws when a service fails. */
export function sanitiseUpload(deps: Deps) {
  return async (ref: AttachmentRef): Promise<Outcome> => {
    const upload = await deps.uploads.read(ref);
    if (!upload) return { outcome: 'gone' };
    const outcome = await attach(deps, ref, upload);
    await deps.uploads.discard(ref);
    return outcome;
  };
}

type Arrived = NonNullable<Awaited<ReturnType<UploadReader['read']>>>;

async function attach(deps: Deps, ref: AttachmentRef, { type, by, bytes }: Arrived): Promise<Outcome> {
  const complaint = await deps.store.get(ref.complaintId);
  if (!complaint) return { outcome: 'refused', reason: 'no such complaint' };
  if (complaint.attachments?.includes(ref.attachmentId)) return { outcome: 'known' };
  const known = imageType.safeParse(type);
  const clean = known.success ? sanitised(bytes, known.data) : 'not of a type that is accepted';
  if (!known.success || typeof clean === 'string') return { outcome: 'refused', reason: String(clean) };
  if ((complaint.attachments?.length ?? 0) >= attachmentLimits.perComplaint)
    return { outcome: 'refused', reason: 'the complaint has its attachments' };

  await deps.files.keep(ref, known.data, clean);
  const attachment: Attachment = {
    id: ref.attachmentId,
    type: known.data,
    bytes: clean.length,
    sha256: sha256(clean),
  };
  return record(deps, complaint, attachment, by);
}

/** Returns the sanitised picture, or the reason why there is none. */
function sanitised(bytes: Uint8Array, type: ImageType): Uint8Array | string {
  if (bytes.length > attachmentLimits.bytes) return 'larger than allowed';
  try {
    return sanitiseImage(bytes, type);
  } catch (error) {
    if (error instanceof NotAnImage) return error.message;
    throw error;
  }
}

/** Records the photo as one event. After a lost race it reads the complaint again. */
function record(deps: Deps, complaint: Complaint, attachment: Attachment, by: Actor): Promise<Outcome> {
  return retryRaces(
    async (again): Promise<Outcome> => {
      const present = again ? await deps.store.get(complaint.id) : complaint;
      if (!present) throw new Error(`${complaint.id} is gone`);
      if (present.attachments?.includes(attachment.id)) return { outcome: 'known' };
      if ((present.attachments?.length ?? 0) >= attachmentLimits.perComplaint)
        return { outcome: 'refused', reason: 'the complaint has its attachments; this one is kept without a record' };
      const parties = [by.role === 'reporter' ? ('reporter' as const) : ('staff' as const)];
      const rules = await rulesToDecide(present, deps);
      await deps.store.save(decide(present, { action: 'attach', actor: by, parties, attachment }, rules));
      return { outcome: 'attached' };
    },
    { tries: raceTries },
  );
}
