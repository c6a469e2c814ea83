/** A complaint arrives from an API client as JSON. */
import { authenticateClient, countPost } from '../access/api-client.ts';
import { fileReport, type Deps, type FiledReport } from './file-report.ts';
import { reportSchema } from './report-schema.ts';

/** `body` is whatever the client sent: who it is comes before what it says. */
export type FileRequest = { apiKey: string | undefined; idempotencyKey: string | undefined; body: unknown };

export function fileComplaint(deps: Deps) {
  return async ({ apiKey, idempotencyKey, body }: FileRequest): Promise<FiledReport> => {
    const client = await authenticateClient(deps, apiKey, 'complaints:write');
    await countPost(deps, client);
    return fileReport(deps)({ by: { client }, channel: 'api', report: reportSchema.parse(body), idempotencyKey });
  };
}
