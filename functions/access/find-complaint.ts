/** Finds a complaint by the tracking id that a caller sent. */
import type { Complaint } from '../domain/complaint/complaint.ts';
import type { ComplaintReader } from '../domain/complaint/ports.ts';
import { parseTrackingId } from '../domain/kernel/ids.ts';

/** Returns the complaint, whoever may read it; undefined when the id is malformed or unknown. */
export async function findComplaint(
  reader: Pick<ComplaintReader, 'get'>,
  trackingId: string,
): Promise<Complaint | undefined> {
  const id = parseTrackingId(trackingId);
  return id === undefined ? undefined : reader.get(id);
}
