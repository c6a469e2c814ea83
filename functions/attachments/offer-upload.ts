/** Returns a form by which somebody who may add to a complaint sends one photo to S3. The form is bound to the complaint, the type and the size. */
import * as z from 'zod';
import { attachmentLimits, drawAttachmentId, imageType } from '../domain/complaint/attachments.ts';
import type { Actor, Complaint } from '../domain/complaint/complaint.ts';
import { Conflict, Forbidden, NotFound, Unauthenticated } from '../domain/kernel/errors.ts';
import type { UploadForms } from '../domain/complaint/attachment-ports.ts';
import type { ComplaintReader } from '../domain/complaint/ports.ts';
import type { DecisionContext } from '../domain/city/ports.ts';
import { actorOf, partiesOf } from '../domain/complaint/authorization.ts';
import { findComplaint } from '../access/find-complaint.ts';
import { officerOf, readableComplaint, type StaffRequest } from '../access/officer.ts';
import { isOwn, type Proof } from '../access/own-complaint.ts';
import type { UploadOffer } from '../http/views/attachment-schemas.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = DecisionContext & {
  reader: Pick<ComplaintReader, 'get'>;
  forms: UploadForms;
};

export const uploadRequest = z.strictObject({
  type: imageType,
  bytes: z.number().int().min(1).max(attachmentLimits.bytes),
});

/** Minutes for which a form is valid: enough for 10 MB over a slow line. */
const formMinutes = 15;

/** Offers an upload to the reporter by the secret, or to the client that filed the complaint by its key. Throws NotFound for others. */
export function offerToReporter(deps: Deps) {
  return async (request: Proof & { trackingId: string; body: unknown }): Promise<UploadOffer> => {
    if (request.reporterSecret === undefined && request.apiKey === undefined)
      throw new Unauthenticated('send the reporter secret in x-reporter-secret, or the key that filed it in x-api-key');
    const complaint = await findComplaint(deps.reader, request.trackingId);
    if (!(await isOwn(deps, request, complaint, 'complaints:write')) || !complaint)
      throw new NotFound('no complaint with this tracking id is yours');
    return offer(deps, complaint, { role: 'reporter' }, request.body);
  };
}

/** Offers an upload to officers who handle the complaint. */
export function offerToStaff(deps: Deps) {
  return async (request: StaffRequest & { body: unknown }): Promise<UploadOffer> => {
    const officer = await officerOf(deps, request.subject);
    const complaint = await readableComplaint(deps.reader, officer, request.trackingId);
    const { coordinatorAgencyId } = await deps.directory.city();
    const actor = actorOf(officer);
    if (!partiesOf(officer, complaint, coordinatorAgencyId).includes('staff'))
      throw new Forbidden('attach may be taken only by: staff');
    return offer(deps, complaint, actor, request.body);
  };
}

async function offer(deps: Deps, complaint: Complaint, by: Actor, body: unknown): Promise<UploadOffer> {
  const { type, bytes } = readInput(uploadRequest, body);
  const { id: complaintId, attachments = [], state, version } = complaint;
  if (attachments.length >= attachmentLimits.perComplaint)
    throw new Conflict(`a complaint has at most ${attachmentLimits.perComplaint} attachments`, {
      status: state,
      version,
    });
  const attachmentId = drawAttachmentId(deps.random);
  const expires = new Date(deps.clock.now().getTime() + formMinutes * 60_000);
  const form = await deps.forms.formFor({ complaintId, attachmentId, type, by }, bytes, expires);
  return { attachmentId, ...form, maxBytes: bytes, expiresAt: expires.toISOString() };
}
