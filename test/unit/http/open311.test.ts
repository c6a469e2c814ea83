/** Open311's small parts: XML, forms, dates, answers to attributes. The whole is in test/journeys/open311/. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered, answersIn, answersText, faultsOf } from '../../../functions/domain/city/attributes.ts';
import { dateParameter, windowOf } from '../../../functions/http/open311/dates.ts';
import { answersOf, singleValues } from '../../../functions/http/open311/form.ts';
import { formatOf, splitSuffix } from '../../../functions/http/open311/format.ts';
import { toXml } from '../../../functions/http/open311/xml.ts';
import { plain, readXml } from '../../support/open311/calls.ts';

describe('XML', () => {
  test('says of any text what JSON says, but for characters that no XML may hold and line ends', () => {
    const kept = (text: string) =>
      text
        .toWellFormed()
        // oxlint-disable-next-line no-control-regex -- they are what is left out
        .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
        .replaceAll(/\r\n?/g, '\n');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { value } = readXml(toXml('service_requests', [{ description: text.toWellFormed() }]));
        expect(value[0].description).toBe(kept(text));
      }),
    );
  });

  test('has a decimal point in every coordinate and never an exponent', () => {
    fc.assert(
      fc.property(fc.double({ min: -180, max: 180, noNaN: true }), (lat) => {
        const { value } = readXml(toXml('service_requests', [{ lat }]));
        expect(value[0].lat).toMatch(/^-?\d+\.\d+$/);
        expect(Number(value[0].lat)).toBeCloseTo(lat, 10);
      }),
    );
  });

  test('wraps lists of one, none and many alike, and leaves out what breaks clients while it is unknown', () => {
    const value = {
      endpoints: [{ formats: ['a'] }, { formats: [] }],
      expected_datetime: null,
      lat: null,
      zipcode: null,
    };
    expect(readXml(toXml('discovery', value)).value).toEqual(plain(value));
    expect(toXml('x', value)).not.toMatch(/expected|lat/);
  });
});

describe('a path', () => {
  test.each([
    ['AMB-7K3Q9CX.json', { name: 'AMB-7K3Q9CX', format: 'json' }],
    ['a.b.xml', { name: 'a.b', format: 'xml' }],
    ['a', undefined],
    ['.xml', undefined],
    ['a.XML', undefined],
    ['a.xml.', undefined],
  ])('%s ends in its format', (segment, split) => expect(splitSuffix(segment)).toEqual(split));

  test('without one is answered in XML', () =>
    expect([formatOf('/a/b'), formatOf('/a.json')]).toEqual(['xml', 'json']));
});

describe('a form', () => {
  const form = (...entries: [string, string[]][]) => ({ fields: new Map(entries), files: [] });

  test('has each field once; white space alone is nothing', () => {
    const given = form(['lat', ['1', '2']], ['email', ['  ']], ['long', ['3', ' ']], ['lain', ['x']]);
    expect(singleValues(given, ['lat', 'long', 'email'])).toEqual({
      values: { lat: '1', long: '3' },
      faults: [{ field: 'lat', message: 'may be given only once' }],
    });
  });

  test('answers attributes by code, several where they are repeated, each once', () => {
    const { answers, faults } = answersOf(
      form(
        ['attribute[A]', ['1']],
        ['attribute[B][]', ['x', 'y', 'x']],
        ['attribute[B][0]', ['z']],
        ['attributes', ['x']],
      ),
    );
    expect(answers).toEqual({ A: ['1'], B: ['x', 'y', 'z'] });
    expect(faults).toHaveLength(1);
    expect(answersOf(form(['attribute[__proto__]', ['x']])).answers).toEqual({});
  });
});

describe('dates', () => {
  const now = new Date('2026-03-13T00:00:00Z');
  const days = (n: number) => new Date(now.getTime() + n * 86_400_000);

  test('are read with the plus that a client forgot to encode', () => {
    expect(dateParameter.parse('2026-03-13T09:00:00 09:00')).toEqual(now);
    expect(dateParameter.safeParse('2026-03-13T09:00:00').success).toBe(false);
  });

  test('span 90 days or fewer, to the end of the last second', () => {
    const end = (at: Date) => new Date(at.getTime() + 999);
    expect(windowOf(undefined, undefined, now)).toEqual({ from: days(-90), to: end(now) });
    expect(windowOf(days(-200), undefined, now)).toEqual({ from: days(-200), to: end(days(-110)) });
    expect(windowOf(undefined, days(-10), now)).toEqual({ from: days(-100), to: end(days(-10)) });
    expect(windowOf(days(-91), now, now)).toBeUndefined();
    expect(windowOf(now, days(-1), now)).toBeUndefined();
  });
});

describe('answers to attributes', () => {
  const list = {
    datatype: 'multivaluelist',
    values: [
      { key: 'a', name: 'Apa' },
      { key: 'b', name: 'Bila' },
    ],
  } as const;
  const common = { required: false, variable: true, description: 'Tanya?' };
  const attributes = [
    { ...common, ...list, values: [...list.values], code: 'B', order: 1, required: true },
    { ...common, code: 'A', order: 2, datatype: 'number' as const },
    { ...common, code: 'C', order: 3, datatype: 'text' as const, variable: false, required: true },
  ];

  test('are kept as they came and shown in the order of the form, unknown ones last', () => {
    const answers = { Z: ['lain'], A: ['3'], B: ['b', 'a'] };
    expect(faultsOf({ attributes }, answers)).toEqual([]);
    expect(answersIn({ attributes: answersText(answers)! })).toEqual(answers);
    expect(answered({ attributes }, answers).map((a) => [a.code, a.label, a.name])).toEqual([
      ['B', 'Tanya?', 'Bila'],
      ['B', 'Tanya?', 'Apa'],
      ['A', 'Tanya?', '3'],
      ['Z', 'Z', 'lain'],
    ]);
    expect([answersText({}), answersIn(undefined)]).toEqual([undefined, {}]);
  });

  test('name every fault: a missing one, a wrong one, a long one', () => {
    expect(faultsOf({ attributes }, { A: ['tiga'], Z: ['x'.repeat(1001)] })).toEqual([
      { field: 'attribute[B]', message: 'required: Tanya?' },
      { field: 'attribute[A]', message: 'not a number' },
      { field: 'attribute[Z]', message: 'at most 1000 characters' },
    ]);
    expect(faultsOf({ attributes }, { B: ['c'] })[0]?.message).toBe('not one of a, b');
    expect(faultsOf({ attributes }, { B: ['a'], A: ['1', '2'] })[0]?.message).toBe('one value only');
    expect(faultsOf({}, { Z: ['\u0000'] })[0]?.message).toBe('contains control characters');
  });
});
