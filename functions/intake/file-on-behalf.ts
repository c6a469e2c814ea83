/** Files a complaint that an officer enters for a citizen at the counter or from a letter. The citizen gets the secret on the receipt. */
import { filerOf } from '../access/offices.ts';
import { fileReport, type Deps, type FiledReport } from './file-report.ts';
import { reportSchema } from './report-schema.ts';
import { readInput } from '../domain/kernel/read-input.ts';

/** A request of an officer; `body` is not validated. */
export type OnBehalfRequest = { subject: string | undefined; idempotencyKey: string | undefined; body: unknown };

/** Files a complaint for a citizen; its event names the officer. Throws Forbidden unless the officer is a coordinator or liaison. */
export function fileOnBehalf(deps: Deps) {
  return async ({ subject, idempotencyKey, body }: OnBehalfRequest): Promise<FiledReport> => {
    const officer = await filerOf(deps, subject);
    const report = readInput(reportSchema, body);
    return fileReport(deps)({ by: { officer }, channel: 'staff', report, idempotencyKey });
  };
}
