/**
 * Draws and parses tracking ids such as AMB-7K3Q9CX: a city's prefix, six random characters and a check character. The alphabet omits 0/O
 * and 1/I/L, so that ids survive being read aloud and typed. Ids are random, so that they do not reveal how many there are.
 */
import type { Random } from './ports.ts';

/** 31 symbols: a prime, so that the weighted check detects every single wrong character and every swap of neighbours. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const base = alphabet.length;
const randomLength = 6;

const trackingIdPattern = /^[A-Z]{3}-[2-9A-HJKMNP-Z]{7}$/;

function checkCharacter(body: string): string {
  let sum = 0;
  for (const [index, char] of [...body].entries()) sum += alphabet.indexOf(char) * (index + 2);
  return alphabet.charAt(sum % base);
}

/** Draws an id. Bytes that would favour a symbol are discarded. */
export function drawTrackingId(prefix: string, random: Random): string {
  const fair = 256 - (256 % base);
  let body = '';
  while (body.length < randomLength) {
    for (const byte of random(16)) if (byte < fair && body.length < randomLength) body += alphabet.charAt(byte % base);
  }
  return `${prefix}-${body}${checkCharacter(body)}`;
}

/** Parses a typed id: upper-cases it and restores the hyphen. Returns undefined when it is no tracking id. */
export function parseTrackingId(typed: string): string | undefined {
  const compact = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  const id = `${compact.slice(0, 3)}-${compact.slice(3)}`;
  if (!trackingIdPattern.test(id)) return undefined;
  const body = id.slice(4, 4 + randomLength);
  return checkCharacter(body) === id.at(-1) ? id : undefined;
}
