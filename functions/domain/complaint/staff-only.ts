/** Lists the events that only staff see; no other view and no subscriber gets them. */
import { wordIn } from '../kernel/stored.ts';
import { action, type Action, type StoredAction } from './lifecycle.ts';

/** Actions of those events. */
export const staffOnlyActions = [
  'note',
  'revive',
  'unreachable',
  'reachable',
  'remind',
  'escalate',
  'involve',
  'release',
  'propose',
] as const satisfies readonly Action[];

/** The same as a set. */
export const staffOnly: ReadonlySet<StoredAction> = new Set(staffOnlyActions);

/** True for an event that only staff see. One of a newer release is one of them: that release says who else may see it. */
export const isStaffOnly = (stored: StoredAction): boolean =>
  staffOnly.has(stored) || wordIn(action, stored) === undefined;
