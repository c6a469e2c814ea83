/** Files a complaint that an officer enters for a citizen at the counter or from a letter. The citizen gets the secret on the receipt. */
import { Forbidden } from '../domain/kernel/errors.ts';
import { officerOf } from '../access/officer.ts';
import { fileReport, type Deps, type FiledReport } from './file-report.ts';
import { reportSchema } from './report-schema.ts';

/** A request of an officer; `body` is not validated. */
export type OnBehalfRequest = { subject: string | undefined; idempotencyKey: string | undefined; body: unknown };

/** Files a complaint for a citizen; its event names the officer. Throws Forbidden unless the officer is a coordinator or liaison. */
export function fileOnBehalf(deps: Deps) {
  return async ({ subject, idempotencyKey, body }: OnBehalfRequest): Promise<FiledReport> => {
    const { role, subject: id } = await officerOf(deps, subject);
    if (role !== 'coordinator' && role !== 'liaison')
      throw new Forbidden('only coordinators and liaisons may file complaints for citizens');
    const report = reportSchema.parse(body);
    return fileReport(deps)({ by: { officer: { role, id } }, channel: 'staff', report, idempotencyKey });
  };
}
