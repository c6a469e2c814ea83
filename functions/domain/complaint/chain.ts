/** The chain of events: each carries the hash of the one before, so that the city, an auditor or the Ombudsman can check that none was changed, lost or slipped in. */
import { canonical, hashCanonical, sha256 } from '../kernel/canonical.ts';
import type { Random } from '../kernel/ports.ts';
import type { ComplaintEvent, EventText } from './complaint.ts';

/** `previousHash` of a complaint's first event. */
export const genesis = 'genesis';

/** Hash of an event over everything in it but the hash itself, the previous one included. */
export function hashEvent(unhashed: Omit<ComplaintEvent, 'hash'>): string {
  return hashCanonical(unhashed);
}

/** Draws the salt of one text: 128 bits, base64url. */
export const drawSalt = (random: Random): string => Buffer.from(random(16)).toString('base64url');

/** Salts a text, so that its hash tells nothing of a short text that was erased. */
export function saltText(complaintId: string, version: number, text: Record<string, string>, salt: string): EventText {
  return { complaintId, version, salt, text };
}

export function hashText(text: EventText): string {
  return sha256(`${text.salt}.${canonical(text.text)}`);
}

export type ChainCheck = { valid: true } | { valid: false; version: number; problem: string };

/**
 * Checks a complaint's events, oldest first, and those of its texts that still exist. `head` is the hash that the complaint itself holds;
 * with it a cut-off end is found too.
 */
export function checkChain(events: readonly ComplaintEvent[], texts: readonly EventText[], head?: string): ChainCheck {
  const textOf = new Map(texts.map((t) => [t.version, t]));
  let previousHash = genesis;
  for (const [index, event] of events.entries()) {
    const bad = (problem: string): ChainCheck => ({ valid: false, version: event.version, problem });
    if (event.version !== index + 1) return bad(`expected version ${index + 1}`);
    if (event.previousHash !== previousHash) return bad('does not follow the event before it');
    const { hash, ...unhashed } = event;
    if (hashEvent(unhashed) !== hash) return bad('was changed after it was written');
    const text = textOf.get(event.version);
    if (text && hashText(text) !== event.textHash) return bad('its text was changed');
    previousHash = hash;
  }
  if (head !== undefined && head !== previousHash)
    return { valid: false, version: events.length, problem: 'the newest event is missing' };
  const stray = texts.find((t) => t.version > events.length);
  if (stray) return { valid: false, version: stray.version, problem: 'a text without its event' };
  return { valid: true };
}
