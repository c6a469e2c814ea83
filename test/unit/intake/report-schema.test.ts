/** What intake takes and refuses before it asks the directory anything. */
import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { freeText, lineOfText } from '../../../functions/http/views/text-schema.ts';
import { zodFields } from '../../../functions/domain/kernel/errors.ts';
import { idempotencyKey, reportSchema } from '../../../functions/intake/report-schema.ts';

const description = 'Lampu jalan padam sejak tiga malam.';
const faults = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : zodFields(parsed.error);
};
const fieldsAtFault = (body: unknown) => faults(reportSchema, body).map((f) => f.field);

describe('free text', () => {
  test.each([
    ['emoji and any script', '💡 ламп 電灯 مصباح', '💡 ламп 電灯 مصباح'],
    ['line breaks and tabs', 'satu\n\tdua\r\ntiga', 'satu\n\tdua\r\ntiga'],
    ['blanks around it, which are cut', '  padam \n', 'padam'],
    ['letters in pieces, which are put together', 'cafe\u0301', 'café'],
  ])('takes %s', (_, text, kept) => expect(freeText(1, 40).parse(text)).toBe(kept));

  test.each([
    ['control characters', 'a\u0000b'],
    ['escape', 'a\u001B[31m'],
    ['C1 controls', 'a\u0085b'],
    ['half an emoji', 'a\uD83D'],
    ['blanks only', '   \n '],
    ['what is no text', 7],
    ['null', null],
  ])('refuses %s', (_, text) => expect(faults(freeText(1, 40), text)).toHaveLength(1));

  test('counts characters, not bytes and not UTF-16 units, after trimming', () => {
    expect(faults(freeText(1, 5), ` ${'💡'.repeat(5)} `)).toEqual([]);
    expect(faults(freeText(1, 5), '💡'.repeat(6))).toEqual([{ field: 'body', message: 'at most 5 characters' }]);
    expect(faults(freeText(3, 5), '💡💡')).toEqual([{ field: 'body', message: 'at least 3 characters' }]);
  });

  test('on one line takes no line break but around it', () => {
    expect(lineOfText(1, 9).parse('Padam\n')).toBe('Padam');
    expect(faults(lineOfText(1, 9), 'Pa\ndam')).toEqual([{ field: 'body', message: 'one line only' }]);
  });
});

describe('a report', () => {
  test('needs a description and nothing else', () => {
    expect(reportSchema.parse({ description })).toEqual({ description });
  });

  test('takes every field of the API, each at its longest', () => {
    const full = {
      class: 'aspirasi',
      title: '💡'.repeat(120),
      description: '💡'.repeat(4000),
      serviceCode: 'lampu-jalan',
      agencyId: 'dinas-perhubungan',
      location: {
        lat: -3.7,
        long: 128.2,
        address: 'a'.repeat(200),
        areaCode: '81.71.02.1019',
        landmark: 'b'.repeat(200),
      },
      incidentDate: '2026-03-13',
      reporter: { name: 'n'.repeat(100), phone: '0811-4706-999', email: 'warga@example.org' },
      anonymous: true,
      confidential: false,
      reference: 'r'.repeat(100),
    };
    expect(reportSchema.parse(full)).toEqual(full);
  });

  test.each([
    ['nothing', undefined, ['body']],
    ['null', null, ['body']],
    ['a list', [], ['body']],
    ['a text', 'laporan', ['body']],
    ['an empty object', {}, ['description']],
    ['an unknown field', { description, deskripsi: 'x' }, ['deskripsi']],
    [
      'an unknown field further in',
      { description, reporter: { nik: '1' }, location: { lng: 1 } },
      ['location.lng', 'reporter.nik'],
    ],
    ['a short description', { description: 'pendek' }, ['description']],
    ['a long description', { description: 'x'.repeat(4001) }, ['description']],
    [
      'wrong types',
      { description: 1, anonymous: 'ya', location: [], reporter: 'saya' },
      ['anonymous', 'description', 'location', 'reporter'],
    ],
    ['half a point', { description, location: { lat: -3.7 } }, ['location.lat']],
    ['a point off the globe', { description, location: { lat: 91, long: 181 } }, ['location.lat', 'location.long']],
    ['no date', { description, incidentDate: '13-03-2026' }, ['incidentDate']],
    ['a day that no year has', { description, incidentDate: '2026-02-30' }, ['incidentDate']],
    ['no e-mail', { description, reporter: { email: 'saya' } }, ['reporter.email']],
    ['a long e-mail', { description, reporter: { email: `${'a'.repeat(250)}@b.id` } }, ['reporter.email']],
    ['an unknown class', { description, class: 'keluhan' }, ['class']],
    ['an empty title', { description, title: ' ' }, ['title']],
    ['line breaks in the title', { description, title: 'a\nb' }, ['title']],
    [
      'several faults at once',
      { title: '', class: 'x', reference: '' },
      ['class', 'description', 'reference', 'title'],
    ],
  ])('with %s names each field at fault', (_, body, fields) => {
    expect(fieldsAtFault(body).sort()).toEqual(fields);
  });

  test('with half a point is told what is missing', () =>
    expect(faults(reportSchema, { description, location: { long: 128.2 } })).toEqual([
      { field: 'location.lat', message: 'lat and long come together' },
    ]));

  test('with a forged prototype neither passes it on nor fails otherwise', () => {
    const parsed = reportSchema.safeParse(
      JSON.parse(`{"description":"${description}","__proto__":{"confidential":true}}`),
    );
    expect(parsed.data?.confidential).toBeUndefined();
    expect(Object.getPrototypeOf(parsed.data ?? {})).toBe(Object.prototype);
  });
});

describe('an idempotency key', () => {
  test.each(['a', '6f1c-22', 'x'.repeat(200), '!~#'])('%j is one', (key) =>
    expect(idempotencyKey.safeParse(key).success).toBe(true),
  );
  test.each(['', ' ', 'a b', 'é', 'x'.repeat(201), 'a\n'])('%j is none', (key) =>
    expect(idempotencyKey.safeParse(key).success).toBe(false),
  );
});
