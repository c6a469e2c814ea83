/**
 * Tracking ids such as AMB-7K3Q9CX: a city's prefix, six random characters and a check character, from an alphabet without 0/O, 1/I/L
 * so that they survive being read aloud and typed by thumb. Random, not counted: an id must not tell how many there are.
 */
import type { Random } from './ports.ts';

/** 31 symbols: a prime, so that the weighted check catches every single wrong character and every swap of neighbours. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const base = alphabet.length;
const randomLength = 6;

const trackingIdPattern = /^[A-Z]{3}-[2-9A-HJKMNP-Z]{7}$/;

function checkCharacter(body: string): string {
  let sum = 0;
  for (const [index, char] of [...body].entries()) sum += alphabet.indexOf(char) * (index + 2);
  return alphabet.charAt(sum % base);
}

/** Draws an id. `random` gives a byte source such as crypto.getRandomValues; bytes that would favour a symbol are thrown away. */
export function drawTrackingId(prefix: string, random: Random): string {
  const fair = 256 - (256 % base);
  let body = '';
  while (body.length < randomLength) {
    for (const byte of random(16)) if (byte < fair && body.length < randomLength) body += alphabet.charAt(byte % base);
  }
  return `${prefix}-${body}${checkCharacter(body)}`;
}

/** What a person typed as an id: upper-cased, with the hyphen put back. Returns undefined when it cannot be one of ours. */
export function parseTrackingId(typed: string): string | undefined {
  const compact = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  const id = `${compact.slice(0, 3)}-${compact.slice(3)}`;
  if (!trackingIdPattern.test(id)) return undefined;
  const body = id.slice(4, 4 + randomLength);
  return checkCharacter(body) === id.at(-1) ? id : undefined;
}
