/** Records that are no longer in force. */
import type { Desk } from '../../shell/session/desk.ts';
import type { Values } from '../forms/fields.ts';

/** True once the record's last day is over: it ends with the UTC day, as the API has it. */
export function hasEnded({ deps }: Desk, { validTo }: Values): boolean {
  return typeof validTo === 'string' && validTo < deps.clock.now().toISOString().slice(0, 10);
}
