/** Puts a message by until the morning: the newest of a complaint and recipient takes the place of an older one. */
import type { HeldMessage } from '../domain/messages/ports.ts';
import type { Deps } from './deps.ts';
import { drop } from './drop-message.ts';

/** False when a newer message waits already, which makes this one needless. */
export async function hold(deps: Deps, held: HeldMessage): Promise<boolean> {
  const { messages } = deps;
  const waiting = await messages.heldFor(held.message, held.date);
  // First the older one's end, then its place: cut off in between, the next try finds it still there and does both again.
  if (waiting && waiting.message.version < held.message.version) await drop(deps, waiting.message, 'coalesced');
  if (await messages.hold(held)) return true;
  await drop(deps, held.message, 'coalesced');
  return false;
}
