/** Makes the turn of a refusal with its reason. */
import type { Complaint } from '../complaint/complaint.ts';
import { refusalOf } from './choices.ts';
import type { PhoneState, Turn } from './dialogue.ts';

/** Returns undefined when there is nothing to refuse. */
export function refuse(complaint: Complaint, text: string, state: PhoneState): Turn | undefined {
  const action = refusalOf(complaint);
  if (!action) return undefined;
  const template = action === 'object' ? 'objected' : 'reopened';
  return { state, act: { kind: 'act', complaint, action, text }, reply: { template, complaintId: complaint.id } };
}
