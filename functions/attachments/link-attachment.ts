/** Returns a short-lived link to a photo to those who may see its complaint's text. The public gets none. */
import type { Complaint } from '../domain/complaint/complaint.ts';
import { NotFound } from '../domain/kernel/errors.ts';
import type { AttachmentLinks } from '../domain/complaint/attachment-ports.ts';
import type { ComplaintReader } from '../domain/complaint/ports.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { findComplaint } from '../access/find-complaint.ts';
import { officerOf, readableComplaint, type StaffRequest } from '../access/officer.ts';
import { isOwn, type Proof } from '../access/own-complaint.ts';
import type { AttachmentLink } from '../http/views/attachment-schemas.ts';

export type Deps = CityContext & {
  reader: Pick<ComplaintReader, 'get'>;
  links: AttachmentLinks;
};

/** Minutes for which a link is valid: a page opens it at once, and a link that was passed on soon ends. */
const linkMinutes = 5;

export function linkForReporter(deps: Deps) {
  return async (request: Proof & { trackingId: string; attachmentId: string }): Promise<AttachmentLink> => {
    const complaint = await findComplaint(deps.reader, request.trackingId);
    if (!(await isOwn(deps, request, complaint, 'complaints:read'))) throw absent();
    return link(deps, complaint, request.attachmentId);
  };
}

export function linkForStaff(deps: Deps) {
  return async (request: StaffRequest & { attachmentId: string }): Promise<AttachmentLink> => {
    const officer = await officerOf(deps, request.subject);
    return link(deps, await readableComplaint(deps.reader, officer, request.trackingId), request.attachmentId);
  };
}

async function link(deps: Deps, complaint: Complaint | undefined, attachmentId: string): Promise<AttachmentLink> {
  if (!complaint?.attachments?.includes(attachmentId)) throw absent();
  const expires = new Date(deps.clock.now().getTime() + linkMinutes * 60_000);
  const url = await deps.links.linkTo({ complaintId: complaint.id, attachmentId }, expires);
  return { attachmentId, url, expiresAt: expires.toISOString() };
}

/** The error for a photo that is not at the complaint, or not yet: sanitising takes seconds. */
const absent = (): NotFound => new NotFound('no such attachment is visible to you (yet)');
