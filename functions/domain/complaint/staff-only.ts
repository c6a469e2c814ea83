/** Lists the events that only staff see; no other view and no subscriber gets them. */
import type { Action } from './lifecycle.ts';

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
] as const satisfies readonly Action[];

/** The same as a set. */
export const staffOnly: ReadonlySet<Action> = new Set<Action>(staffOnlyActions);
