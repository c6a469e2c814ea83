/** Checks that work which is reported as done is shown by a photo, where the service requires one. */
import type { Complaint, ComplaintEvent } from '../domain/complaint/complaint.ts';
import type { ComplaintReader } from '../domain/complaint/ports.ts';
import type { Directory } from '../domain/city/ports.ts';
import { InvalidInput } from '../domain/kernel/errors.ts';
import type { ActionFields } from './action-schemas.ts';

type Deps = { directory: Pick<Directory, 'service'>; store: Pick<ComplaintReader, 'history'> };

const refuses = ({ action }: ComplaintEvent): boolean => action === 'object' || action === 'reopen';
const showsWork = ({ attachment, actor }: ComplaintEvent): boolean =>
  attachment !== undefined && actor.role !== 'reporter';

/** Throws InvalidInput unless an officer has added a photo since the last answer was refused. */
export async function requirePhoto({ directory, store }: Deps, complaint: Complaint, { outcome }: ActionFields) {
  if (outcome !== 'done' || !(await directory.service(complaint.serviceCode))?.photoOfWork) return;
  const { events } = await store.history(complaint.id);
  if (events.slice(events.findLastIndex(refuses) + 1).some(showsWork)) return;
  throw new InvalidInput([{ field: 'outcome', message: 'add a photo of the work first: this service requires one' }]);
}
