/** Telephone numbers: the table of docs/service.md#telephone-numbers, and the slice of the package's metadata. */
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import committed from '../../../../functions/domain/kernel/phone-metadata.json' with { type: 'json' };
import { parsePhone } from '../../../../functions/domain/kernel/phone.ts';

const mobile = { e164: '+628114706999', kind: 'mobile' };

describe('a mobile number', () => {
  test.each([
    '08114706999',
    '0811-4706-999',
    '0811 4706 999',
    '(0811) 4706999',
    '+62 811 4706 999',
    '628114706999',
    '8114706999',
    '+62 0811 4706 999',
    '6208114706999',
    '٠٨١١٤٧٠٦٩٩٩',
    '۰۸۱۱۴۷۰۶۹۹۹',
    '0062 811 4706 999',
    '  08114706999  ',
  ])('%j is +628114706999', (typed) => expect(parsePhone(typed)).toEqual(mobile));
});

test('only zeros at the start are an international prefix', () => {
  expect(parsePhone('0811 0062 8114')).toEqual({ e164: '+6281100628114', kind: 'mobile' });
});

describe('a landline', () => {
  test.each(['0911-312345', '+62911312345', '(0911) 312345'])('%j is kept, and never texted', (typed) => {
    expect(parsePhone(typed)).toEqual({ e164: '+62911312345', kind: 'landline' });
  });
});

describe('no number that can be reached', () => {
  test.each([
    '1708',
    '+6281234567',
    '112',
    '',
    'telepon',
    '0811',
    '+',
    '00',
    '+1 202 555 0123',
    '0800 1 234567',
    '8001144706999',
    '110062 811 4706 999',
    '+620062 811 4706 999',
    '0'.repeat(40),
  ])('%j', (typed) => expect(parsePhone(typed)).toBeUndefined());
});

test("the committed metadata is the package's, for Indonesia alone", () => {
  const { countries, ...rest } = createRequire(import.meta.url)('libphonenumber-js/metadata.max.json') as {
    countries: Record<string, unknown>;
    version: number;
  };
  expect(committed.countries.ID).toEqual(countries['ID']);
  expect(Object.keys(committed.countries)).toEqual(['ID']);
  expect(committed.version).toBe(rest.version);
});
