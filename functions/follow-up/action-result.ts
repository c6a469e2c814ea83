/** Answers an action with the complaint's new state. */
import type { Complaint } from '../domain/complaint/complaint.ts';
import { orNull } from '../domain/kernel/members.ts';
import { statusOf } from '../http/views/complaint-view.ts';
import type { ActionResult } from '../http/views/receipt-schemas.ts';

/** Returns the answer. */
export const actionResult = (c: Complaint): ActionResult => ({
  ...statusOf(c),
  version: c.version,
  ...orNull(c, 'agencyId', 'dueOn', 'dueAt', 'expectedAt'),
});
