/** Events that are nobody's business but the staff's: no other view and no subscriber shows them. */
import type { Action } from './lifecycle.ts';

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

export const staffOnly: ReadonlySet<Action> = new Set<Action>(staffOnlyActions);
