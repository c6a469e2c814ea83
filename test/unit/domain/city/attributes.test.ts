/** Answers to the questions of a service: which are refused, how they are stored, and how people read them. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  answered,
  answersIn,
  answersText,
  faultsOf,
  type Answers,
} from '../../../../functions/domain/city/attributes.ts';
import { attributes, type Attribute } from '../../../../functions/domain/city/service-attributes.ts';
import { faultsAt, long, misjudged, type Edge } from '../../../support/schemas.ts';

let order = 0;
const question = (code: string, datatype: Attribute['datatype'], over: Partial<Attribute> = {}): Attribute => ({
  code,
  description: `Apa ${code}?`,
  datatype,
  required: false,
  order: (order += 1),
  variable: true,
  ...over,
});
const values = [
  { key: 'a', name: 'Merah' },
  { key: 'b', name: 'Biru' },
];
const all = [
  question('s', 'string'),
  question('n', 'number'),
  question('d', 'datetime'),
  question('t', 'text'),
  question('one', 'singlevaluelist', { values }),
  question('many', 'multivaluelist', { values }),
];
const messages = (answers: Answers, list = all) => faultsOf({ attributes: list }, answers);
const faultOf = (code: string, ...given: string[]): string | undefined => {
  const [fault, ...more] = messages({ [code]: given });
  expect(more).toEqual([]);
  expect(fault?.field ?? `attribute[${code}]`).toBe(`attribute[${code}]`);
  return fault?.message;
};

describe('an answer is taken', () => {
  test.each([
    ['s', 'x'],
    ['s', long(1000)],
    ['s', '😀'.repeat(1000)],
    ['t', `a\nb\tc${long(3995)}`],
    ['n', '1'],
    ['n', '+12.5'],
    ['n', '-0'],
    ['n', ' 7 '],
    ['n', `${'1'.repeat(15)}.${'2'.repeat(15)}`],
    ['d', '2026-03-13'],
    ['d', ' 2026-03-13 '],
    ['d', '2026-03-13T09:00:00+09:00'],
    ['d', '2026-03-13T09:00:00Z'],
    ['one', 'b'],
    ['many', 'a'],
    ['unknown', long(1000)],
  ])('%s: %s', (code, value) => expect(faultOf(code, value)).toBeUndefined());

  test('with several values, of a list of many', () => expect(faultOf('many', 'a', 'b')).toBeUndefined());
});

describe('an answer is refused', () => {
  test.each([
    ['s', long(1001), /at most 1000/],
    ['t', long(4001), /at most 4000/],
    ['n', long(41), /at most 40/],
    ['d', long(41), /at most 40/],
    ['one', long(101), /at most 100 /],
    ['many', long(101), /at most 100 /],
    ['unknown', long(1001), /at most 1000/],
    ['s', 'a\u0000b', /control/],
    ['unknown', '\u0085', /control/],
    ['n', 'x', /not a number/],
    ['n', 'x1', /not a number/],
    ['n', '1x', /not a number/],
    ['n', '1.', /not a number/],
    ['n', '1.x', /not a number/],
    ['n', '', /not a number/],
    ['n', '1'.repeat(16), /not a number/],
    ['n', `1.${'1'.repeat(16)}`, /not a number/],
    ['d', '13-03-2026', /not a date/],
    ['d', '2026-03-13T09:00:00', /not a date/],
    ['d', '2026-02-29', /not a date/],
    ['one', 'c', /not one of a, b/],
    ['many', 'c', /not one of a, b/],
    ['one', 'Merah', /not one of a, b/],
  ])('%s: %s', (code, value, message) => expect(faultOf(code, value)).toMatch(message));

  test('where only one of its values is wrong', () => {
    expect(faultOf('many', 'a', 'c')).toMatch(/not one of/);
    expect(faultOf('unknown', 'a', '\u0000')).toMatch(/control/);
    expect(faultOf('unknown', 'a', long(1001))).toMatch(/at most/);
  });

  test.each(['s', 'n', 'd', 't', 'one'])('with two values of %s', (code) =>
    expect(faultOf(code, '1', '1')).toMatch(/one value/),
  );

  test('of a list that has no values', () =>
    expect(messages({ l: ['a'] }, [question('l', 'singlevaluelist')])).toHaveLength(1));

  test('where there are more than fifty', () => {
    const many = (n: number): Answers => Object.fromEntries(Array.from({ length: n }, (_, i) => [`q${i}`, ['x']]));
    expect(messages(many(50))).toEqual([]);
    expect(messages(many(51))).toEqual([{ field: 'attribute', message: expect.stringContaining('50') as string }]);
  });
});

describe('a question that must be answered', () => {
  const must = question('must', 'string', { required: true });
  const missing = [{ field: 'attribute[must]', message: expect.stringContaining('Apa must?') as string }];
  test.each<[string, Answers]>([
    ['not answered', {}],
    ['answered by nothing', { must: [] }],
    ['answered by white space', { must: ['  '] }],
  ])('is a fault when %s', (_, answers) => expect(messages(answers, [must])).toEqual(missing));

  test('is none when one of its values says something', () => {
    const list = question('must', 'multivaluelist', { required: true, values: [...values, { key: ' ', name: '-' }] });
    expect(messages({ must: [' ', 'a'] }, [list])).toEqual([]);
    expect(messages({ must: ['x'] }, [must])).toEqual([]);
  });

  test('is none where it may stay open or is only shown', () => {
    expect(messages({}, [question('may', 'string')])).toEqual([]);
    expect(messages({}, [question('shown', 'string', { required: true, variable: false })])).toEqual([]);
  });

  test('a question that is only shown takes any answer', () => {
    expect(messages({ shown: [long(9999)] }, [question('shown', 'number', { variable: false })])).toEqual([]);
  });

  test('a service without questions takes answers to unknown ones', () => {
    expect(faultsOf({}, { x: ['a'] })).toEqual([]);
    expect(faultsOf({}, { x: ['\u0001'] })).toHaveLength(1);
  });
});

describe('answers in a report’s text', () => {
  test('come back as they were put there', () => {
    const answers = { s: ['x'], many: ['a', 'b'] };
    expect(answersIn({ description: 'd', attributes: answersText(answers)! })).toEqual(answers);
  });
  test('are none where there is no text or none were given', () => {
    expect(answersText({})).toBeUndefined();
    expect(answersIn(undefined)).toEqual({});
    expect(answersIn({ description: 'd' })).toEqual({});
  });
  test('are an error where they are no lists', () =>
    expect(() => answersIn({ attributes: '{"a":1}' })).toThrow(z.ZodError));
});

describe('answers as people read them', () => {
  const list = [
    question('late', 'string', { order: 30 }),
    question('colour', 'multivaluelist', { order: 10, values }),
    question('free', 'string', { order: 20 }),
  ];
  test('stand in the order of the form, unknown ones last, with the names of list values', () => {
    const answers = { zebra: ['z'], late: ['l'], free: ['f', 'g'], colour: ['b', 'x'], ape: ['a'] };
    expect(answered({ attributes: list }, answers)).toEqual([
      { code: 'colour', label: 'Apa colour?', value: 'b', name: 'Biru' },
      { code: 'colour', label: 'Apa colour?', value: 'x', name: 'x' },
      { code: 'free', label: 'Apa free?', value: 'f', name: 'f' },
      { code: 'free', label: 'Apa free?', value: 'g', name: 'g' },
      { code: 'late', label: 'Apa late?', value: 'l', name: 'l' },
      { code: 'zebra', label: 'zebra', value: 'z', name: 'z' },
      { code: 'ape', label: 'ape', value: 'a', name: 'a' },
    ]);
  });
  test('need no questions', () =>
    expect(answered({}, { a: ['1'] })).toEqual([{ code: 'a', label: 'a', value: '1', name: '1' }]));
});

describe('the questions of a service', () => {
  const one = question('s', 'string', { order: 1 });
  const two = question('t', 'string', { order: 2 });
  test.each<Edge>([
    [
      '',
      [[], [one, two]],
      [
        [one, { ...two, code: 's' }],
        [one, { ...two, order: 1 }],
      ],
    ],
    ['0.code', ['a', 'A_-9', long(40)], ['', 'a b', 'a]', long(41), undefined]],
    ['0.description', ['x', long(2000)], ['', long(2001), undefined]],
    ['0.datatype', ['string', 'number', 'datetime', 'text'], ['', 'list', 'singlevaluelist', undefined]],
    ['0.datatypeDescription', ['', long(200), undefined], [long(201)]],
    ['0.required', [true, false], [undefined]],
    ['0.order', [1, 99], [0, 1.5, undefined]],
    ['0.variable', [true, false, undefined], ['x']],
    ['0.values', [undefined, [], values, [{ key: long(100), name: long(200) }]], [[{}], [{ key: '', name: 'x' }]]],
    ['0.values', [], [[{ key: 'x', name: '' }], [{ key: long(101), name: 'x' }], [{ key: 'x', name: long(201) }]]],
    ['0.x', [], [1]],
  ])('%s', (...edge) => expect(misjudged(attributes, [one], edge)).toEqual([]));

  test('are fifty at most, variable unless said otherwise', () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => question(`q${i}`, 'string', { order: i + 1 }));
    expect(attributes.safeParse(many(50)).success).toBe(true);
    expect(attributes.safeParse(many(51)).success).toBe(false);
    const { variable: _, ...rest } = one;
    expect(attributes.parse([rest])[0]!.variable).toBe(true);
  });

  test('have values where they are lists that can be answered', () => {
    const list = question('l', 'multivaluelist');
    const says = (attribute: object) => faultsAt(attributes, [one], '1', attribute);
    expect(says(list)).toEqual([expect.stringContaining('list without values')]);
    expect(says({ ...list, values: [] })).toHaveLength(1);
    expect(says({ ...list, datatype: 'singlevaluelist' })).toHaveLength(1);
    expect(says({ ...list, values })).toEqual([]);
    expect(says({ ...list, variable: false })).toEqual([]);
    expect(faultsAt(attributes, [one], '1', { ...two, code: 's' })).toEqual([expect.stringContaining('one code')]);
    expect(faultsAt(attributes, [one], '1', { ...two, order: 1 })).toEqual([expect.stringContaining('one order')]);
  });
});
