/** Joins a citizen to a public complaint instead of filing it again ("saya juga"); from then on they get its news. */
import * as z from 'zod';
import { isOpen, isPublic } from '../domain/complaint/complaint.ts';
import type { ComplaintReader } from '../domain/complaint/ports.ts';
import { findComplaint } from '../access/find-complaint.ts';
import { authenticateClient, countPost } from '../access/api-client.ts';
import { fileReport, parentGone, type Deps as FileDeps, type FiledReport } from './file-report.ts';
import { reportSchema } from './report-schema.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = FileDeps & { complaints: Pick<ComplaintReader, 'get'> };

/** Fields that the citizen may add; the other complaint has all the rest. */
export const joinSchema = z.strictObject({
  description: reportSchema.shape.description.optional(),
  ...reportSchema.pick({ reporter: true, anonymous: true, confidential: true, reference: true }).shape,
});

/** A request of an API client; `body` is not validated. */
export type JoinRequest = {
  apiKey: string | undefined;
  idempotencyKey: string | undefined;
  trackingId: string;
  body: unknown;
};

/** Joins a complaint. Throws NotFound unless an open, public complaint has this id. */
export function joinComplaint(deps: Deps) {
  return async ({ apiKey, idempotencyKey, trackingId, body }: JoinRequest): Promise<FiledReport> => {
    const client = await authenticateClient(deps, apiKey, 'complaints:write');
    await countPost(deps, client);
    const report = readInput(joinSchema, body ?? {});
    const parent = await findComplaint(deps.complaints, trackingId);
    if (!parent || !isPublic(parent) || !isOpen(parent)) throw parentGone();
    return fileReport(deps)({ by: { client }, channel: 'api', report, idempotencyKey, parent });
  };
}
