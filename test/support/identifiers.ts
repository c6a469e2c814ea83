/** Telephone numbers, NIK, e-mail addresses and plates as people write them, for what must not reach the public. */
import * as fc from 'fast-check';
import { plateCodes } from '../../functions/domain/recognition/scrub-words.ts';

const digits = (min: number, max = min) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((all) => all.join(''));
const between = fc.constantFrom('', ' ', '.', '-', ' - ', '/', '\u200B', '\u00A0');

/** In groups of some digits with the same mark between. */
const grouped = (all: fc.Arbitrary<string>) =>
  fc
    .tuple(all, fc.integer({ min: 1, max: 5 }), between)
    .map(([text, size, mark]) => (text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(mark));

const mobile = fc
  .tuple(fc.constantFrom('08', '+628', '628', '+62 8', '0062 8', 'o8'), digits(8, 11))
  .chain(([prefix, rest]) =>
    fc.oneof(
      grouped(fc.constant(rest)).map((text) => `${prefix}${text}`),
      fc.constantFrom('x', 'o', 'l').map((letter) => `${prefix}${rest.slice(0, 3)}${letter}${rest.slice(3)}`),
    ),
  );
const landline = fc
  .tuple(fc.constantFrom('0911-', '(0911) ', '021 ', '(021)-', '0911.'), digits(6, 8))
  .map((parts) => parts.join(''));
const local = fc
  .tuple(fc.constantFrom('telp ', 'Tlp. ', 'WA: ', 'hubungi '), digits(6, 8))
  .map((parts) => parts.join(''));
const nik = grouped(digits(16).filter((text) => text !== '0'.repeat(16))).map((text) => text.replaceAll(' - ', '-'));

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const email = fc
  .tuple(word, fc.constantFrom('', '.', '_', '+', '-'), word, fc.constantFrom('@', ' @ ', '(at)', ' [at] '), word)
  .map(([a, mark, b, at, host]) => `${a}${mark}${b}${at}${host}.co.id`);

const letters = (min: number, max: number) => fc.stringMatching(new RegExp(`^[A-Z]{${min},${max}}$`));
const plate = fc
  .tuple(
    fc.constantFrom(...plateCodes.split('|')),
    fc.integer({ min: 100, max: 9999 }),
    letters(1, 3),
    fc.constantFrom('', ' ', '-', '.'),
    fc.boolean(),
  )
  .map(([code, number, tail, mark, small]) => {
    const text = [code, number, tail].join(mark);
    return small ? text.toLowerCase() : text;
  });

export const identifiers = { mobile, landline, local, nik, email, plate };
