/** Whose complaint it is: the reporter's, who has its secret, and the client's that filed it. */
import type { Complaint } from '../domain/complaint/complaint.ts';
import type { Scope } from '../domain/city/records.ts';
import type { Clock } from '../domain/kernel/ports.ts';
import type { Directory } from '../domain/city/ports.ts';
import { authenticateClient } from './api-client.ts';
import { matchesHash } from './secrets.ts';

/** What a caller proves itself with. */
export type Proof = { reporterSecret: string | undefined; apiKey: string | undefined };

/**
 * Whether the complaint is the caller's own. A secret that is wrong is never helped out by a key: who sends one believes to be the
 * reporter. Throws Unauthenticated or Forbidden for a key that is no good.
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
  return complaint?.clientId === client.clientId;
}
