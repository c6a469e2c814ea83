/** Tells whether a reporter could read an answer. Silence agrees only to what could have been read. */
import type { Complaint } from './complaint.ts';

/** Days after an answer that could not be read until the coordinator may close by hand. */
export const unreadDays = 30;

/** Returns true unless the reporter has no contact that takes messages, or what was sent last did not arrive. */
export const couldRead = ({ contact, unreachableAt }: Pick<Complaint, 'contact' | 'unreachableAt'>): boolean =>
  contact !== 'none' && contact !== 'landline' && unreachableAt === undefined;

/** Returns the instant from which the coordinator may close by hand an answer that could not be read. */
export const closableFrom = ({ answeredAt }: Pick<Complaint, 'answeredAt'>): Date =>
  new Date(Date.parse(answeredAt ?? '') + unreadDays * 86_400_000);
