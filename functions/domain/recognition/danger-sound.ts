/**
 * Reads a typed word as the words it may stand for: by sound (Indonesian and the Malay of Ambon), without its vowels as in an SMS, with
 * typing errors, and with its prefix and suffix taken off.
 */

/** Returns the sound of a word: kebakaran, kabakarang and kebakaraan sound alike, as do tenggelam and tanggalang. */
export const soundOf = (word: string): string =>
  word
    .replaceAll('oe', 'u')
    .replaceAll('dj', 'j')
    .replaceAll('tj', 'c')
    .replaceAll('y', 'i')
    .replaceAll('v', 'f')
    .replaceAll('h', '')
    .replaceAll('e', 'a')
    .replaceAll('o', 'u')
    .replaceAll(/(.)\1+/g, '$1')
    .replace(/(?:ng|m)$/, 'n')
    .replace(/(?<=[aiu])k$/, '');

/** Returns a sound without its vowels, but for a first one. */
export const bonesOf = (sound: string): string => sound.slice(0, 1) + sound.slice(1).replaceAll(/[aiu]/g, '');

/** True when `short` is `long` with vowels left out, as `kbkrn` is kebakaran. */
export function leavesOutVowels(short: string, long: string): boolean {
  let at = 0;
  for (const letter of long) {
    if (letter === short[at]) at += 1;
    else if (!'aiu'.includes(letter)) return false;
  }
  return at === short.length;
}

/** Returns a sound without each of its letters in turn: two sounds one typing error apart share one of them. */
export const shorterByOne = (sound: string): Set<string> =>
  new Set(Array.from(sound, (_, i) => sound.slice(0, i) + sound.slice(i + 1)));

const suffixes = ['', 'nya', 'kan', 'in', 'an', 'ang', 'i', 'akang', 'kang', 'lah', 'e', 'ku', 'mu', 'nih', 'n'];
/** Prefixes, with the letters that a nasal one swallows: memukul is pukul. */
const prefixes: readonly (readonly [string, readonly string[]])[] =
  'di d ke ka k ter tr tar ta t ber br bar ba be se sa me ma pe per nge bakti baku kese kasa'
    .split(' ')
    .map((prefix) => [prefix, ['']]);
const nasals: readonly (readonly [string, readonly string[]])[] = [
  ['mem', ['', 'p']],
  ['pem', ['', 'p']],
  ['m', ['p', '']],
  ['men', ['', 't']],
  ['pen', ['', 't']],
  ['n', ['t', '']],
  ['meng', ['', 'k']],
  ['peng', ['', 'k']],
  ['mang', ['', 'k']],
  ['ng', ['', 'k']],
  ['meny', ['s']],
  ['many', ['s']],
  ['peny', ['s']],
  ['ny', ['s']],
];
/** A shorter stem is found in too many words. */
const shortestStem = 4;

/** Returns the stems that a word may have been made of. */
export function stemsOf(word: string): Set<string> {
  const stems = new Set<string>();
  for (const suffix of suffixes) {
    if (!word.endsWith(suffix)) continue;
    const base = word.slice(0, word.length - suffix.length);
    if (base.length < shortestStem) continue;
    stems.add(base);
    for (const [prefix, swallowed] of [...prefixes, ...nasals]) {
      if (!base.startsWith(prefix)) continue;
      for (const letter of swallowed) {
        const stem = letter + base.slice(prefix.length);
        if (stem.length >= shortestStem) stems.add(stem);
      }
    }
  }
  return stems;
}
