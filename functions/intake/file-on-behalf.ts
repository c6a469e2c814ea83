/** An officer files for somebody at the counter, or from a letter: the same report by another hand. The secret goes on the citizen's receipt. */
import { Forbidden } from '../domain/kernel/errors.ts';
import { officerOf } from '../access/officer.ts';
import { fileReport, type Deps, type FiledReport } from './file-report.ts';
import { reportSchema } from './report-schema.ts';

export type OnBehalfRequest = { subject: string | undefined; idempotencyKey: string | undefined; body: unknown };

/** Any coordinator or liaison may; Forbidden to others. The event says which officer filed it. */
export function fileOnBehalf(deps: Deps) {
  return async ({ subject, idempotencyKey, body }: OnBehalfRequest): Promise<FiledReport> => {
    const { role, subject: id } = await officerOf(deps, subject);
    if (role !== 'coordinator' && role !== 'liaison')
      throw new Forbidden('complaints are filed for citizens by coordinators and liaisons');
    const report = reportSchema.parse(body);
    return fileReport(deps)({ by: { officer: { role, id } }, channel: 'staff', report, idempotencyKey });
  };
}
