/** Holds a message until the morning. The newest message to a recipient about a complaint replaces an older one. */
import type { HeldMessage } from '../domain/messages/ports.ts';
import type { Deps } from './deps.ts';
import { drop } from './drop-message.ts';

/** Returns false when a newer message is held already; this one is dropped then. */
export async function hold(deps: Deps, held: HeldMessage): Promise<boolean> {
  const { messages } = deps;
  const waiting = await messages.heldFor(held.message, held.date);
  // The older message is dropped before it is replaced, so that after a crash in between the next try finds it and does both again.
  if (waiting && waiting.message.version < held.message.version) await drop(deps, waiting.message, 'coalesced');
  if (await messages.hold(held)) return true;
  await drop(deps, held.message, 'coalesced');
  return false;
}
