/** Schema of a danger, as a complaint and its first event keep it. */
import * as z from 'zod';
import { emergencyContact } from '../city/emergency.ts';
import { storedObject } from '../kernel/stored.ts';

/** A danger that a reporter tells of: its kind, the agency told at once besides the coordinator, and whom the reporter was told to call. */
export const danger = storedObject({
  kind: z.string(),
  agencyId: z.string().optional(),
  call: z.array(emergencyContact).min(1),
});
export type Danger = z.infer<typeof danger>;
