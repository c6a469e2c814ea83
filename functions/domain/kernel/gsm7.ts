/**
 * GSM 03.38, the alphabet of a plain SMS: one segment holds 160 septets, and a single character outside it would halve that and double
 * the price. So every text is brought into it before it is sent (docs/service.md#sms-in-indonesia).
 */

/** Septets of one segment: 140 bytes × 8 / 7. */
export const segmentSeptets = 160;

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Sent as an escape and a character: two septets. */
const extended = new Set('\f^{}\\[~]|€');

/** What word processors and phones put in the place of plain characters. Letters with accents are handled by decomposition. */
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

/** Septets a GSM-7 text takes; undefined when it holds a character outside the alphabet. */
export function septets(text: string): number | undefined {
  let count = 0;
  for (const char of text) {
    if (!inAlphabet(char)) return undefined;
    count += costOf(char);
  }
  return count;
}

/** Septets of an SMS alone and as a part of a longer one; UTF-16 units where a character is outside the alphabet. */
const fullLengths = { septets: [160, 153], units: [70, 67] } as const;
/** Blanks at its end may be lost on the way. */
const lostBlanks = 2;

/** Whether a text ends where an SMS is full, so that the next one may go on with it. */
export function fillsSms(text: string): boolean {
  const used = septets(text);
  const full = used === undefined ? fullLengths.units : fullLengths.septets;
  const length = used ?? text.length;
  return full.some((most) => length <= most && length >= most - lostBlanks);
}

/** Brings a text into GSM-7: typographic marks become plain ones, foreign accents fall, and what has no similarity (emoji, other scripts) is left out. */
export function toGsm7(text: string): string {
  let out = '';
  for (const char of text.normalize('NFC')) {
    if (inAlphabet(char)) out += char;
    else out += plain.get(char) ?? [...char.normalize('NFKD')].filter(inAlphabet).join('');
  }
  return out;
}

/** The longest beginning of a GSM-7 text that fits; an extension character is never split. */
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
