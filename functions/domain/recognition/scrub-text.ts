/**
 * Takes out of a text what tells who somebody is or how to reach them, before the public reads it: e-mail addresses, identity numbers
 * (NIK, 16 digits), telephone numbers, other long numbers and vehicle plates. Names are beyond rules: docs/open-data.md.
 */
import { plateCodes, shortWords } from './scrub-words.ts';

export type Mask = '[EMAIL]' | '[NIK]' | '[TELP]' | '[NOMOR]' | '[PLAT]';

/** `spares` says of a match that it is something else after all. */
type Rule = { mask: Mask; pattern: RegExp; spares?: (match: string) => boolean };

/** Between two digits of one number: a few marks or blanks of one line, or one letter, as people write who hide a number. */
const gap = String.raw`(?:[^\p{L}\p{N}\n]{0,3}|\p{L})`;
/** Digits as typed, as letters that look like them, and as words. */
const digit = String.raw`(?:\d|[oli]|nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan)`;
const start = String.raw`(?<![\p{L}\p{N}])`;
const end = String.raw`(?![\p{L}\p{N}])`;
const parted = String.raw`[ .\-_]{0,2}`;

/** Applied in this order: what one has masked, the next does not see. Every pattern is linear in the text but for a bounded factor. */
const rules: readonly Rule[] = [
  {
    mask: '[EMAIL]',
    pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+(?:@| ?[([]at[)\]] ?)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/giu,
  },
  {
    mask: '[EMAIL]',
    pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+ ?@ ?[\p{L}\p{N}-]+(?: ?\. ?\p{L}{2,})+/giu,
  },
  // Numbers beside it go with it: where the one ends and the other begins, nobody can tell.
  { mask: '[NIK]', pattern: /(?<!\d)\d(?:[\p{Zs}\p{Cf}.\-_/]{0,2}\d){15}(?:[\p{Zs}\p{Cf}.\-_/]{0,3}\d)*/gu },
  // Mobile numbers, 08… and +62 8…, of at least ten digits; the rest of a longer run goes with them.
  {
    mask: '[TELP]',
    pattern: new RegExp(
      String.raw`(?:\+|${start})(?:(?:0|o|nol|kosong)|(?:00 ?)?62${gap}0?)${gap}(?:8|delapan|lapan)(?:${gap}${digit}){7,11}(?:\d+|${end})`,
      'giu',
    ),
  },
  // Any other number behind +62, and landlines behind an area code: 0911-312345, (021) 345 6789.
  { mask: '[TELP]', pattern: /(?:\+ ?|(?<!\d)00)62(?:[^\p{L}\p{N}\n]{0,3}\d){7,12}/gu },
  {
    mask: '[TELP]',
    pattern: /(?<!\d)\(?0[2-9]\d{1,2}\)?[^\p{L}\p{N}\n]{1,3}\d{2,}(?:[^\p{L}\p{N}\n]?\d+){0,3}/gu,
    spares: short(9),
  },
  // Local numbers, which only the word before them tells.
  {
    mask: '[TELP]',
    pattern:
      /(?<=(?<!\p{L})(?:te?lp|telepon|telpon|telfon|hp|wa|whatsapp|hub|hubungi|kontak)(?!\p{L})[^\p{N}\n]{0,12})(?<!\d)\d(?:[ .-]?\d){5,}/giu,
  },
  { mask: '[NOMOR]', pattern: /\d{9,}/gu },
  {
    mask: '[PLAT]',
    pattern: new RegExp(String.raw`${start}(?:${plateCodes})${parted}\d{3,4}${parted}[a-z]{1,3}${end}`, 'giu'),
  },
  // Of one or two digits only in capitals: in small letters they are half a sentence more often than a plate.
  {
    mask: '[PLAT]',
    pattern: new RegExp(
      String.raw`(?<!(?:[Bb]lok|BLOK|[Kk]av|KAV|[Ll]antai|LANTAI)\.? ?)${start}(?:${plateCodes})${parted}\d{1,2}${parted}[A-Z]{2,3}${end}`,
      'gu',
    ),
    spares: (match) => shortWords.has(/[A-Z]+$/.exec(match)?.[0].toLowerCase() ?? ''),
  },
];

function short(digits: number): (match: string) => boolean {
  return (match) => match.replaceAll(/\D/g, '').length < digits;
}

/** The text with a mask in place of each such thing; the same text where there is none. */
export function scrubText(text: string): string {
  return rules.reduce(apply, text);
}

/** How often each mask was set: what tests and measurements count. */
export function masksIn(text: string): Partial<Record<Mask, number>> {
  const counts: Partial<Record<Mask, number>> = {};
  for (const [mask] of text.matchAll(/\[(?:EMAIL|NIK|TELP|NOMOR|PLAT)\]/g))
    counts[mask as Mask] = (counts[mask as Mask] ?? 0) + 1;
  return counts;
}

/** Finds in a copy in plain characters, where full-width digits are digits, and replaces in the text itself. */
function apply(text: string, { mask, pattern, spares }: Rule): string {
  let scrubbed = '';
  let done = 0;
  for (const { 0: match, index } of plain(text).matchAll(pattern)) {
    if (spares?.(match)) continue;
    scrubbed += text.slice(done, index) + mask;
    done = index + match.length;
  }
  return scrubbed + text.slice(done);
}

/** Each character in its plain form where that is one character too, so that places stay the same. */
const plain = (text: string): string =>
  text.replaceAll(/[^\0-\x7f]/g, (character) => {
    const form = character.normalize('NFKC');
    return form.length === 1 && form !== '\n' ? form : character;
  });
