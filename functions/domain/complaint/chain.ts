/**
 * Hashes and checks the chain of events. Each event holds the hash of the one before, so that the city, an auditor or the Ombudsman can
 * verify that none was changed, lost or inserted.
 */
import { canonical, hashCanonical, sha256 } from '../kernel/canonical.ts';
import type { Random } from '../kernel/ports.ts';
import type { ComplaintEvent, EventText } from './complaint.ts';

/** `previousHash` of a complaint's first event. */
export const genesis = 'genesis';

/** Returns the hash of an event over all its members except `hash`, `previousHash` included. */
export function hashEvent(unhashed: Omit<ComplaintEvent, 'hash'>): string {
  return hashCanonical(unhashed);
}

/** Draws the salt of one text: 128 bits, base64url. With it the hash of a short text that was erased reveals nothing. */
export const drawSalt = (random: Random): string => Buffer.from(random(16)).toString('base64url');

/** Returns the hash of a text with its salt. */
export function hashText(text: EventText): string {
  return sha256(`${text.salt}.${canonical(text.text)}`);
}

/** Result of a check: the version of the first faulty event, and what is wrong with it. */
export type ChainCheck = { valid: true } | { valid: false; version: number; problem: string };

/**
 * Checks a complaint's events, oldest first, and those texts that still exist. With `head`, the hash stored in the complaint, missing last
 * events are detected too.
 */
export function checkChain(events: readonly ComplaintEvent[], texts: readonly EventText[], head?: string): ChainCheck {
  const textOf = new Map(texts.map((t) => [t.version, t]));
  let previousHash = genesis;
  for (const [index, event] of events.entries()) {
    const bad = (problem: string): ChainCheck => ({ valid: false, version: event.version, problem });
    if (event.version !== index + 1) return bad(`expected version ${index + 1}`);
    if (event.previousHash !== previousHash) return bad('does not follow the previous event');
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
