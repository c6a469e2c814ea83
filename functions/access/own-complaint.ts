/** Checks that a complaint is the caller's own: the reporter proves it by the secret, the client that filed it by its API key. */
import type { Complaint } from '../domain/complaint/complaint.ts';
import type { ComplaintReader } from '../domain/complaint/ports.ts';
import { NotFound } from '../domain/kernel/errors.ts';
import type { Scope } from '../domain/city/records.ts';
import type { Clock } from '../domain/kernel/ports.ts';
import type { Directory } from '../domain/city/ports.ts';
import { authenticateClient } from './api-client.ts';
import { findComplaint } from './find-complaint.ts';
import { matchesHash } from './secrets.ts';

/** The caller's credentials. */
export type Proof = { reporterSecret: string | undefined; apiKey: string | undefined };

/**
 * Returns true when the complaint is the caller's own. Refuses a wrong secret even when a valid API key is present. Throws Unauthenticated
 * or Forbidden for an invalid key.
 */
export async function isOwn(
  deps: { directory: Pick<Directory, 'clientByKey'>; clock: Clock },
  { reporterSecret, apiKey }: Proof,
  complaint: Complaint | undefined,
  scope: Scope,
): Promise<boolean> {
  if (reporterSecret !== undefined)
    return complaint !== undefined && matchesHash(reporterSecret, complaint.reporterSecretHash);
  if (apiKey === undefined) return false;
  const client = await authenticateClient(deps, apiKey, scope);
  return isOfClient(complaint, client.clientId);
}

/** Returns true when this client filed the complaint. */
export const isOfClient = (complaint: Complaint | undefined, clientId: string | undefined): boolean =>
  clientId !== undefined && complaint?.clientId === clientId;

/** Returns the complaint of which this is the reporter's secret. Throws NotFound for a wrong one. */
export async function complaintOfReporter(
  reader: Pick<ComplaintReader, 'get'>,
  trackingId: string,
  secret: string,
): Promise<Complaint> {
  const complaint = await findComplaint(reader, trackingId);
  if (!complaint || !matchesHash(secret, complaint.reporterSecretHash))
    throw new NotFound('no complaint with this tracking id and secret');
  return complaint;
}
