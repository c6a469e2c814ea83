/** Maps a complaint's report to the view of its reporter, of officers and of subscribers. */
import type { AnsweredAttribute } from '../../domain/city/attributes.ts';
import type { Complaint } from '../../domain/complaint/complaint.ts';
import { orNull } from '../../domain/kernel/members.ts';
import type { ReportText } from './public-report.ts';
import type { ReportView } from './view-schemas.ts';

/** Returns the report; what was erased or never given is null. */
export const reportView = (
  c: Pick<Complaint, 'lat' | 'long' | 'areaCode'>,
  text: ReportText,
  attributes: AnsweredAttribute[],
): ReportView => ({
  ...orNull(text ?? {}, 'title', 'description', 'incidentDate'),
  attributes,
  location: { ...orNull(c, 'lat', 'long', 'areaCode'), ...orNull(text ?? {}, 'address', 'landmark') },
});
