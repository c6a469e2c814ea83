/** Shows a reporter's identity to an authorized officer, after recording who looks and why. */
import * as z from 'zod';
import { Forbidden } from '../domain/kernel/errors.ts';
import type { ComplaintReader, IdentityReader, IdentityStore } from '../domain/complaint/ports.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { maySeeIdentity } from '../domain/complaint/authorization.ts';
import { officerOf, readableComplaint, type StaffRequest } from '../access/officer.ts';
import { lineOfText } from '../http/views/text-schema.ts';
import type { IdentityView } from '../http/views/receipt-schemas.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = CityContext & {
  reader: Pick<ComplaintReader, 'get'>;
  identities: IdentityStore;
  cipher: IdentityReader;
};

/** Query: the reason for the access. */
export const identityQuery = z.strictObject({ reason: lineOfText(5, 300) });

/** Returns the identity. Throws Forbidden unless the officer may see it. */
export function showIdentity(deps: Deps) {
  return async (request: StaffRequest & { query: unknown }): Promise<IdentityView> => {
    const officer = await officerOf(deps, request.subject);
    const complaint = await readableComplaint(deps.reader, officer, request.trackingId);
    const { reason } = readInput(identityQuery, request.query);
    if (!maySeeIdentity(officer, complaint)) {
      throw new Forbidden(
        complaint.anonymous
          ? 'the reporter is anonim: only the coordinator may look, with a reason'
          : 'only the owning liaison and the coordinator may see the identity',
      );
    }
    const accessedAt = deps.clock.now().toISOString();
    await deps.identities.recordAccess({
      complaintId: complaint.id,
      at: accessedAt,
      officer: officer.subject,
      role: officer.role,
      reason,
    });
    const ciphertext = await deps.identities.ciphertext(complaint.id);
    const identity = ciphertext === undefined ? {} : await deps.cipher.decrypt(complaint.id, ciphertext);
    return {
      trackingId: complaint.id,
      accessedAt,
      identity: { name: identity.name ?? null, phone: identity.phone ?? null, email: identity.email ?? null },
    };
  };
}
