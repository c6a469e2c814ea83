/** Files a complaint that an API client sends as JSON. */
import { authenticateClient, countPost } from '../access/api-client.ts';
import { fileReport, type Deps, type FiledReport } from './file-report.ts';
import { reportSchema } from './report-schema.ts';
import { readInput } from '../domain/kernel/read-input.ts';

/** A request; `body` is not validated, because the client is authenticated first. */
export type FileRequest = { apiKey: string | undefined; idempotencyKey: string | undefined; body: unknown };

/** Files a complaint and counts it against the client's quota. */
export function fileComplaint(deps: Deps) {
  return async ({ apiKey, idempotencyKey, body }: FileRequest): Promise<FiledReport> => {
    const client = await authenticateClient(deps, apiKey, 'complaints:write');
    await countPost(deps, client);
    return fileReport(deps)({ by: { client }, channel: 'api', report: readInput(reportSchema, body), idempotencyKey });
  };
}
