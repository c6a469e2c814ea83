/** Answers an action with the complaint's new state. */
import type { Complaint } from '../domain/complaint/complaint.ts';
import { states } from '../domain/complaint/lifecycle.ts';
import type { ActionResult } from '../http/views/receipt-schemas.ts';

/** Returns the answer. */
export const actionResult = (c: Complaint): ActionResult => ({
  trackingId: c.id,
  status: c.state,
  statusLabel: states[c.state].label,
  version: c.version,
  agencyId: c.agencyId ?? null,
  dueOn: c.dueOn ?? null,
  dueAt: c.dueAt ?? null,
  expectedAt: c.expectedAt ?? null,
});
