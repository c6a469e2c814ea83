/** Tracking ids survive being read aloud and typed by thumb. */
import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawTrackingId, parseTrackingId } from '../../../../functions/domain/kernel/ids.ts';

const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const randomFrom = (seed: Uint8Array) => (length: number) =>
  Uint8Array.from({ length }, (_, i) => seed[i % seed.length]! % 248);
const ids = fc.uint8Array({ minLength: 6, maxLength: 16 }).map((seed) => drawTrackingId('AMB', randomFrom(seed)));

describe('a drawn id', () => {
  test('is of the alphabet without 0, O, 1, I and L, and is parsed as itself', () => {
    fc.assert(
      fc.property(ids, (id) => {
        expect(id).toMatch(/^AMB-[2-9A-HJKMNP-Z]{7}$/);
        expect(parseTrackingId(id)).toBe(id);
      }),
    );
  });

  test('uses every symbol about as often as any other', () => {
    const drawn = Array.from({ length: 3000 }, () => drawTrackingId('AMB', randomBytes).slice(4, 10)).join('');
    const counts = [...alphabet].map((c) => drawn.split(c).length - 1);
    // 18,000 draws: 581 of each, standard deviation 24; six of them is one false alarm in ten million runs.
    expect(Math.min(...counts)).toBeGreaterThan(581 - 6 * 24);
    expect(Math.max(...counts)).toBeLessThan(581 + 6 * 24);
  });

  test('throws away bytes that would favour a symbol, and asks for more', () => {
    const batches = [new Uint8Array(16).fill(255), Uint8Array.from({ length: 16 }, (_, i) => i)];
    expect(drawTrackingId('AMB', () => batches.shift()!)).toMatch(/^AMB-234567/);
  });
});

describe('the check character', () => {
  test('finds every single wrong character', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 4, max: 10 }), fc.constantFrom(...alphabet), (id, at, wrong) => {
        fc.pre(id[at] !== wrong);
        expect(parseTrackingId(id.slice(0, at) + wrong + id.slice(at + 1))).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  test('finds every swap of neighbours', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 4, max: 9 }), (id, at) => {
        fc.pre(id[at] !== id[at + 1]);
        const swapped = id.slice(0, at) + id[at + 1]! + id[at]! + id.slice(at + 2);
        expect(parseTrackingId(swapped)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what people type', () => {
  const id = drawTrackingId('AMB', () => Uint8Array.from({ length: 16 }, (_, i) => i * 7));

  test.each([
    ['lower case', id.toLowerCase()],
    ['no hyphen', id.replace('-', '')],
    ['blanks', ` ${id.slice(0, 3)} ${id.slice(4, 7)} ${id.slice(7)} `],
    ['a full stop', `${id}.`],
    ['other dashes', id.replace('-', '–')],
  ])('%s is forgiven', (_, typed) => expect(parseTrackingId(typed)).toBe(id));

  test.each([
    ['nothing', ''],
    ['too short', id.slice(0, -1)],
    ['too long', `${id}2`],
    ['too long by its own check character', `${id}${id.at(-1)}`],
    ['a letter that no id has', `${id.slice(0, 4)}O${id.slice(5)}`],
    ['no prefix', id.slice(4)],
    ['digits as prefix', `123-${id.slice(4)}`],
    ['a very long text', 'A'.repeat(100_000)],
  ])('%s is no id', (_, typed) => expect(parseTrackingId(typed)).toBeUndefined());
});
