/** What is stored is read though a newer release wrote it, loses nothing, and is judged strictly where a caller sends it. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  anyWord,
  isStoredObject,
  lookUp,
  openEnum,
  openPartialRecord,
  openRecord,
  orElse,
  readsUnknown,
  storedObject,
} from '../../../../functions/domain/kernel/stored.ts';
import { strict } from '../../../../functions/domain/kernel/strict.ts';
import { keepUnknown, knownPart } from '../../../../functions/domain/kernel/unknown-members.ts';

const words = z.enum(['a', 'b']);
const schema = storedObject({
  word: openEnum(words).meta({ description: 'a word' }),
  list: z.array(storedObject({ x: z.number() })).optional(),
  each: openRecord(words, storedObject({ n: z.number() })),
  some: openPartialRecord(words, z.number()).optional(),
  step: orElse(
    z.discriminatedUnion('act', [
      storedObject({ act: z.literal('tell'), whom: z.string() }),
      storedObject({ act: z.literal('wait') }),
    ]),
    storedObject({ act: anyWord }),
  ),
  pair: z.tuple([z.string(), storedObject({ y: z.number() })]).optional(),
  free: z.looseObject({}).optional(),
}).refine(({ some }) => some?.a !== 0, 'a may not be 0');

const older = { word: 'a', each: { a: { n: 1 }, b: { n: 2 } }, step: { act: 'tell', whom: 'x' } };
const newer = {
  word: 'c',
  list: [{ x: 1, more: 2 }],
  each: { a: { n: 1, more: 2 }, b: { n: 2 }, c: 'else' },
  some: { c: 'else' },
  step: { act: 'sing', song: 1 },
  pair: ['p', { y: 1, more: 2 }],
  free: { any: 1 },
  more: { deep: [1] },
};

describe('a stored value', () => {
  test('of this release and of a newer one is read as it is', () => {
    expect(schema.parse(older)).toEqual(older);
    expect(schema.parse(newer)).toEqual(newer);
  });

  test.each([
    ['a required member', { ...older, word: undefined }],
    ['a known word of a record', { ...older, each: { a: { n: 1 } } }],
    ['its type', { ...older, list: [{ x: '1' }] }],
    ['its type, under a known word', { ...older, some: { a: '1' } }],
    ['what its checks ask', { ...older, some: { a: 0 } }],
  ])('that lacks %s is unreadable', (_, value) => expect(schema.safeParse(value).success).toBe(false));

  test('tells its objects and words from those of others', () => {
    expect(
      [schema, storedObject({ x: words }).omit({ x: true }), z.looseObject({}), words].map(isStoredObject),
    ).toEqual([true, true, false, false]);
    expect(openEnum(words).options.map(readsUnknown)).toEqual([false, true]);
  });
});

describe('as input', () => {
  const faults = (value: unknown) =>
    strict(schema)
      .safeParse(value)
      .error?.issues.map(({ path, code }) => `${path.join('.')} ${code}`);

  test('it may have no unknown member and no unknown word, wherever it stands', () => {
    expect(faults(older)).toBeUndefined();
    expect(faults(newer)).toEqual([
      'word invalid_value',
      'list.0 unrecognized_keys',
      'each.a unrecognized_keys',
      'each unrecognized_keys',
      'some unrecognized_keys',
      'step.act invalid_union',
      'pair.1 unrecognized_keys',
      ' unrecognized_keys',
    ]);
  });

  test('it keeps its checks and descriptions, and is made once', () => {
    expect(faults({ ...older, some: { a: 0 } })).toEqual([' custom']);
    expect(strict(schema).shape.word.meta()?.description).toBe('a word');
    expect(strict(schema)).toBe(strict(schema));
  });
});

describe('unknown members', () => {
  const known = {
    word: 'c',
    list: [{ x: 1 }],
    each: { a: { n: 1 }, b: { n: 2 } },
    some: {},
    step: { act: 'sing' },
    free: { any: 1 },
  };
  const read = schema.parse({ ...newer, pair: undefined });

  test('are not shown; words are', () => {
    const { pair: _, ...shown } = knownPart(schema, read);
    expect(shown).toEqual(known);
    expect(knownPart(schema, schema.parse(older))).toEqual(older);
  });

  test('stay where they were when the known part is replaced', () => {
    const after = schema.parse({ ...known, word: 'a', list: [{ x: 9 }, { x: 1 }], each: { a: { n: 7 }, b: { n: 2 } } });
    expect(keepUnknown(schema, read, after)).toEqual({
      ...known,
      word: 'a',
      list: [{ x: 9 }, { x: 1, more: 2 }],
      each: { a: { n: 7, more: 2 }, b: { n: 2 }, c: 'else' },
      some: { c: 'else' },
      step: { act: 'sing', song: 1 },
      more: { deep: [1] },
    });
  });

  test('go with what held them', () => {
    const { list: _, ...without } = known;
    expect(keepUnknown(schema, read, schema.parse(without))).not.toHaveProperty('list');
  });
});

test('a table has an entry for known words only', () => {
  const table = { a: 1, b: 2 };
  const word = openEnum(words);
  expect(['a', 'b', 'c', 'toString'].map((one) => lookUp(table, word.parse(one)))).toEqual([
    1,
    2,
    undefined,
    undefined,
  ]);
});
