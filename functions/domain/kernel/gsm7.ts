/**
 * Converts texts to GSM 03.38, the alphabet of a plain SMS. One segment holds 160 septets; a single character outside the alphabet halves
 * that and doubles the price (docs/service.md#sms-in-indonesia).
 */

/** Septets of one segment: 140 bytes × 8 / 7. */
export const segmentSeptets = 160;

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Characters sent as an escape and a character: two septets. */
const extended = new Set('\f^{}\\[~]|€');

/** Plain replacements for typographic characters. Accented letters are handled by decomposition. */
const plain = new Map(
  Object.entries({
    '‘’‚‛′`´ʼ': "'",
    '“”„‟″«»': '"',
    '‐‑‒–—―−': '-',
    '…': '...',
    '•·●': '-',
    '\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000': ' ',
    '×': 'x',
    '°º': 'o',
    ª: 'a',
    '©': '(c)',
    '®': '(r)',
    '™': 'TM',
    '½': '1/2',
    '¼': '1/4',
    '¾': '3/4',
    ı: 'i',
    ł: 'l',
    Ł: 'L',
    đ: 'd',
    Đ: 'D',
    œ: 'oe',
    Œ: 'OE',
  }).flatMap(([from, to]) => [...from].map((char): [string, string] => [char, to])),
);

const costOf = (char: string): number => (extended.has(char) ? 2 : 1);
const inAlphabet = (char: string): boolean => basic.has(char) || extended.has(char);

/** Returns the number of septets of a text; undefined when it holds a character outside the alphabet. */
export function septets(text: string): number | undefined {
  let count = 0;
  for (const char of text) {
    if (!inAlphabet(char)) return undefined;
    count += costOf(char);
  }
  return count;
}

/** Capacity of a single SMS and of one part of a longer SMS: in septets, or in UTF-16 units when a character is outside the alphabet. */
const fullLengths = { septets: [160, 153], units: [70, 67] } as const;
/** Trailing blanks that may be lost in transmission. */
const lostBlanks = 2;

/** Returns true when a text fills its SMS to the end, so that the next SMS may continue it. */
export function fillsSms(text: string): boolean {
  const used = septets(text);
  const full = used === undefined ? fullLengths.units : fullLengths.septets;
  const length = used ?? text.length;
  return full.some((most) => length <= most && length >= most - lostBlanks);
}

/**
 * Converts a text to GSM-7: typographic marks become plain, unknown accents are dropped, and characters without an equivalent (emoji, other
 * scripts) are removed.
 */
export function toGsm7(text: string): string {
  let out = '';
  for (const char of text.normalize('NFC')) {
    if (inAlphabet(char)) out += char;
    else out += plain.get(char) ?? [...char.normalize('NFKD')].filter(inAlphabet).join('');
  }
  return out;
}

/** Returns the longest prefix of a GSM-7 text within `limit` septets; an extension character is never split. */
export function truncateSeptets(text: string, limit: number = segmentSeptets): string {
  let left = limit;
  let end = 0;
  for (const char of text) {
    left -= costOf(char);
    if (left < 0) return text.slice(0, end);
    end += char.length;
  }
  return text;
}
