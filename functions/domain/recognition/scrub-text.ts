/**
 * Removes from a public text what identifies a person or how to reach them: e-mail addresses, identity numbers (NIK, 16 digits), telephone
 * numbers, accounts, other long numbers, vehicle plates, links to a map, exact coordinates, and the name after "Pak" or "Ibu". Other names
 * cannot be found by rules: docs/open-data.md.
 */
import { plateCodes, shortWords, titles, zeros } from './scrub-words.ts';

/** Text that replaces what was removed. */
export type Mask = '[EMAIL]' | '[NIK]' | '[TELP]' | '[NOMOR]' | '[PLAT]' | '[PETA]' | '[NAMA]';

/**
 * A pattern and its mask; `spares` returns true for a match that must stay. Patterns see the text in lower case unless `cased`: the flag `i`
 * beside `\p{L}` costs seconds of CPU when the engine first compiles it for a text with a curly quote.
 */
type Rule = { mask: Mask; pattern: RegExp; cased?: true; spares?: (match: string) => boolean };

/** Separator between two digits of one number: up to three marks, blanks or line ends, or one letter, as people write who hide a number. */
const gap = String.raw`(?:[^\p{L}\p{N}]{0,3}|\p{L})`;
/** A digit, a letter that looks like one, or the word for it. */
const digit = String.raw`(?:\d|[oli]|nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan)`;
const start = String.raw`(?<![\p{L}\p{N}])`;
const end = String.raw`(?![\p{L}\p{N}])`;
const parted = String.raw`[ .\-_]{0,2}`;

/** Applied in this order; a rule does not see what an earlier one masked. Every pattern is linear in the text up to a bounded factor. */
const rules: readonly Rule[] = [
  {
    mask: '[PETA]',
    pattern:
      /(?:https?:\/\/)?(?<![\p{L}\p{N}.])(?:(?:www\.)?google\.[a-z.]{2,6}\/maps|maps\.google\.[a-z.]{2,6}|maps\.app\.goo\.gl|goo\.gl\/maps|g\.co\/kgs|(?:www\.)?waze\.com|ul\.waze\.com|(?:www\.)?openstreetmap\.org|osm\.org|w3w\.co|plus\.codes)[^\s)]*/gu,
  },
  // Coordinates of four decimals and more name a house.
  { mask: '[PETA]', pattern: /(?<![\d.])-?\d{1,3}[.]\d{4,12}°?\s{0,2}[,;]?\s{0,2}-?\d{1,3}[.]\d{4,12}/gu },
  {
    mask: '[EMAIL]',
    pattern:
      /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+[ ([]{1,2}(?:at|et|a)[ )\]]{1,2}(?:gmail|yahoo|ymail|hotmail|outlook|icloud)(?:[ ([]{0,2}(?:dot|titik|\.)[ )\]]{0,2}(?:com|co|id|net))*/gu,
  },
  // Accounts, recognised only by the word before them.
  {
    mask: '[NOMOR]',
    pattern:
      /(?<=(?<!\p{L})(?:rek|rekening|norek|bca|bri|bni|bsi|mandiri|dana|ovo|gopay|shopeepay)(?!\p{L})[^\p{N}\n]{0,16})(?<!\d)\d(?:[ .-]{0,2}\d){6,}/gu,
  },
  {
    mask: '[EMAIL]',
    pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+(?:@| ?[([]at[)\]] ?)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu,
  },
  {
    mask: '[EMAIL]',
    pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+ ?@ ?[\p{L}\p{N}-]+(?: ?\. ?\p{L}{2,})+/gu,
  },
  // Adjacent numbers are masked too, because nobody can tell where one ends and the other begins.
  { mask: '[NIK]', pattern: /(?<!\d)\d(?:[\p{Zs}\p{Cf}\n.\-_/]{0,2}\d){15}(?:[\p{Zs}\p{Cf}.\-_/]{0,3}\d)*/gu },
  // Mobile numbers, 08… and +62 8…, of at least ten digits; the rest of a longer run is masked too.
  {
    mask: '[TELP]',
    pattern: new RegExp(
      String.raw`(?:\+|${start})(?:(?:0|o|nol|kosong)|(?:00 ?)?62${gap}0?)${gap}(?:8|delapan|lapan)(?:${gap}${digit}){7,11}(?:\d+|${end})`,
      'gu',
    ),
  },
  // Other numbers after +62, and landlines after an area code: 0911-312345, (021) 345 6789.
  { mask: '[TELP]', pattern: /(?:\+ ?|(?<!\d)00)62(?:[^\p{L}\p{N}\n]{0,3}\d){7,12}/gu },
  {
    mask: '[TELP]',
    pattern: /(?<!\d)\(?0[2-9]\d{1,2}\)?[^\p{L}\p{N}\n]{1,3}\d{2,}(?:[^\p{L}\p{N}\n]?\d+){0,3}/gu,
    spares: short(9),
  },
  // Local numbers, recognised only by the word before them.
  {
    mask: '[TELP]',
    pattern:
      /(?<=(?<!\p{L})(?:te?lp|telepon|telpon|telfon|hp|wa|whatsapp|hub|hubungi|kontak)(?!\p{L})[^\p{N}\n]{0,12})(?<!\d)\d(?:[ .-]?\d){5,}/gu,
  },
  { mask: '[NOMOR]', pattern: /\d{9,}/gu },
  {
    mask: '[PLAT]',
    pattern: new RegExp(
      String.raw`${start}(?:${plateCodes.toLowerCase()})${parted}\d{3,4}${parted}[a-z]{1,3}${end}`,
      'gu',
    ),
  },
  // Plates of one or two digits only in capitals: in lower case they are half a sentence more often than a plate.
  {
    mask: '[PLAT]',
    pattern: new RegExp(
      String.raw`(?<!(?:[Bb]lok|BLOK|[Kk]av|KAV|[Ll]antai|LANTAI)\.? ?)${start}(?:${plateCodes})${parted}\d{1,2}${parted}[A-Z]{2,3}${end}`,
      'gu',
    ),
    cased: true,
    spares: (match) => shortWords.has(/[A-Z]+$/.exec(match)?.[0].toLowerCase() ?? ''),
  },
  // The name after a form of address, its words in capitals; offices ("Pak Camat") stay.
  {
    mask: '[NAMA]',
    pattern:
      /(?<=(?<!\p{L})(?:[Pp]ak|[Bb]apak|[Bb]pk|[Ii]bu|[Bb]u|[Ss]dri?|[Ss]audar[ai]|[Mm]as|[Mm]bak|[Bb]ang|[Kk]ak|[Hh]aji|[Hh]ajah)\.? )\p{Lu}[\p{Ll}'’]{2,20}(?: \p{Lu}[\p{Ll}'’]{1,20}){0,2}(?!\p{L})/gu,
    cased: true,
    spares: (match) => titles.has(match.split(' ')[0]?.toLowerCase() ?? ''),
  },
];

function short(digits: number): (match: string) => boolean {
  return (match) => match.replaceAll(/\D/g, '').length < digits;
}

/** Returns the text with each match replaced by its mask. */
export function scrubText(text: string): string {
  return rules.reduce(apply, text);
}

/** Counts the masks in a text, for tests and measurements. */
export function masksIn(text: string): Partial<Record<Mask, number>> {
  const counts: Partial<Record<Mask, number>> = {};
  for (const [mask] of text.matchAll(/\[(?:EMAIL|NIK|TELP|NOMOR|PLAT|PETA|NAMA)\]/g))
    counts[mask as Mask] = (counts[mask as Mask] ?? 0) + 1;
  return counts;
}

/** Searches a copy in plain characters, in which full-width digits are digits, and replaces in the text itself. */
function apply(text: string, { mask, pattern, cased, spares }: Rule): string {
  let scrubbed = '';
  let done = 0;
  for (const { 0: match, index } of (cased ? plain(text) : lowered(plain(text))).matchAll(pattern)) {
    if (spares?.(match)) continue;
    scrubbed += text.slice(done, index) + mask;
    done = index + match.length;
  }
  return scrubbed + text.slice(done);
}

/** Replaces each character by its plain form where that is one character too, so that indexes stay the same; a digit of any script by ours. */
const plain = (text: string): string =>
  text.replaceAll(/[^\0-\x7f]/g, (character) => {
    const form = character.normalize('NFKC');
    const code = form.charCodeAt(0);
    const zero = zeros.findLast((first) => first <= code);
    if (form.length === 1 && zero !== undefined && code < zero + 10) return String(code - zero);
    return form.length === 1 && form !== '\n' ? form : character;
  });

/** Lower case, character by character where that is one character too. */
const lowered = (text: string): string =>
  text.replaceAll(/[A-Z]|[^\0-\x7f]/g, (character) => {
    const form = character.toLowerCase();
    return form.length === 1 ? form : character;
  });
