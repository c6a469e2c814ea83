/** "Saya juga": another citizen joins a public complaint instead of filing it again, and hears its news from then on. */
import * as z from 'zod';
import { isPublic } from '../domain/complaint/complaint.ts';
import { parseTrackingId } from '../domain/kernel/ids.ts';
import { states } from '../domain/complaint/lifecycle.ts';
import type { ComplaintReader } from '../domain/complaint/ports.ts';
import { authenticateClient, countPost } from '../access/api-client.ts';
import { fileReport, parentGone, type Deps as FileDeps, type FiledReport } from './file-report.ts';
import { reportSchema } from './report-schema.ts';

export type Deps = FileDeps & { complaints: Pick<ComplaintReader, 'get'> };

/** What the citizen adds, all of it optional: what it is about is the other complaint's. */
export const joinSchema = z.strictObject({
  description: reportSchema.shape.description.optional(),
  ...reportSchema.pick({ reporter: true, anonymous: true, confidential: true, reference: true }).shape,
});

export type JoinRequest = {
  apiKey: string | undefined;
  idempotencyKey: string | undefined;
  trackingId: string;
  body: unknown;
};

/** Throws NotFound where no open, public complaint has this id: one that is closed must be filed anew, one that is secret is not there. */
export function joinComplaint(deps: Deps) {
  return async ({ apiKey, idempotencyKey, trackingId, body }: JoinRequest): Promise<FiledReport> => {
    const client = await authenticateClient(deps, apiKey, 'complaints:write');
    await countPost(deps, client);
    const report = joinSchema.parse(body ?? {});
    const id = parseTrackingId(trackingId);
    const parent = id === undefined ? undefined : await deps.complaints.get(id);
    if (!parent || !isPublic(parent) || !states[parent.state].open) throw parentGone();
    return fileReport(deps)({ by: { client }, channel: 'api', report, idempotencyKey, parent });
  };
}
