/** Canonical JSON: equal values give equal bytes, and unequal ones unequal bytes. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, hashCanonical, sha256 } from '../../../../functions/domain/kernel/canonical.ts';

test('the same fact gives the same bytes in whatever order its members stand', () => {
  expect(canonical({ b: [1, { d: 'x', c: null }], a: undefined, e: true })).toBe(
    '{"b":[1,{"c":null,"d":"x"}],"e":true}',
  );
  expect(canonical({ e: true, b: [1, { c: null, d: 'x' }] })).toBe(canonical({ b: [1, { d: 'x', c: null }], e: true }));
  expect(canonical({ a: { z: 1, y: 2 }, Z: 'ü"' })).toBe('{"Z":"ü\\"","a":{"y":2,"z":1}}');
});

test('what JSON reads back is the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (given) => {
      expect(JSON.parse(canonical(given))).toEqual(JSON.parse(JSON.stringify(given)));
    }),
  );
});

test('members in any order hash alike, others do not', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (given) => {
      const turned = Object.fromEntries(Object.entries(given).toReversed());
      expect(hashCanonical(turned)).toBe(hashCanonical(given));
      expect(hashCanonical({ ...given, one: 'more' })).not.toBe(hashCanonical(given));
    }),
  );
});

test('hashes are SHA-256, base64url', () => {
  expect(sha256('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  expect(sha256(new Uint8Array([97, 98, 99]))).toBe(sha256('abc'));
  expect(hashCanonical({ b: 1, a: 2 })).toBe(sha256('{"a":2,"b":1}'));
});
