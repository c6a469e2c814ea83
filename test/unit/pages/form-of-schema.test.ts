/** A form derived from a schema: one field for each way in which a schema can be written. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { formOf } from '../../../functions/pages/admin/forms/form-of-schema.ts';

const text = { type: 'text', long: false, max: undefined };

test('texts, numbers, dates, flags and lists, each with its limit', () => {
  const schema = z.strictObject({
    name: z.string().max(80),
    mail: z.email().max(254),
    count: z.number().int(),
    few: z.number().int().max(9),
    share: z.number().max(0.5),
    day: z.iso.date().optional(),
    open: z.boolean().default(true),
    kind: z.enum(['a', 'b']),
    words: z.array(z.string()),
    agencies: z.array(z.string()),
    agencyId: z.string().optional(),
    scopes: z.array(z.enum(['x', 'y'])).optional(),
  });
  expect(formOf(schema, 'test')).toEqual([
    { name: 'name', label: 'name', ...text, max: 80 },
    { name: 'mail', label: 'mail', ...text, max: 254 },
    { name: 'count', label: 'count', type: 'number', max: undefined },
    { name: 'few', label: 'few', type: 'number', max: 9 },
    { name: 'share', label: 'share', type: 'decimal', max: 0.5 },
    { name: 'day', label: 'day', type: 'date', optional: true },
    { name: 'open', label: 'open', type: 'flag', optional: true },
    { name: 'kind', label: 'kind', type: 'choice', values: ['a', 'b'] },
    { name: 'words', label: 'words', type: 'texts' },
    { name: 'agencies', label: 'agencies', type: 'records', of: 'agency' },
    { name: 'agencyId', label: 'agencyId', type: 'record', of: 'agency', optional: true },
    { name: 'scopes', label: 'scopes', type: 'choices', values: ['x', 'y'], optional: true },
  ]);
});

test('nothing inside a group that may be left out must be filled in, but a row of it must be whole', () => {
  const inner = z.strictObject({ url: z.string(), rows: z.array(z.strictObject({ key: z.string() })) });
  const [group] = formOf(z.strictObject({ group: z.strictObject({ inner }).optional() }), 'test');
  expect(group).toMatchObject({
    type: 'group',
    optional: true,
    fields: [
      {
        type: 'group',
        optional: true,
        fields: [
          { name: 'url', optional: true },
          { name: 'rows', type: 'rows', optional: true, fields: [{ name: 'key', label: 'key', ...text }] },
        ],
      },
    ],
  });
});

test('rows of a union have the fields of all its members: the tag is a choice, and what a member lacks may be left out', () => {
  const at = z.union([z.strictObject({ days: z.number() }), z.strictObject({ percent: z.number() })]);
  const step = z.discriminatedUnion('act', [
    z.strictObject({ at, act: z.literal('tell'), office: z.enum(['mayor']) }),
    z.strictObject({ at, act: z.literal('close') }),
  ]);
  expect(formOf(z.strictObject({ steps: z.array(step) }), 'test')).toEqual([
    {
      name: 'steps',
      label: 'steps',
      type: 'rows',
      fields: [
        { name: 'at', label: 'at', type: 'measure', units: ['days', 'percent'] },
        { name: 'act', label: 'act', type: 'choice', values: ['tell', 'close'] },
        { name: 'office', label: 'office', type: 'choice', values: ['mayor'], optional: true },
      ],
    },
  ]);
});

test('a record by the values of a list is a group labelled by their words, any other record a map', () => {
  const schema = z.strictObject({
    states: z.partialRecord(z.enum(['OPEN']), z.string()).optional(),
    names: z.record(z.string(), z.string()),
  });
  expect(formOf(schema, 'test')).toEqual([
    {
      name: 'states',
      label: 'states',
      type: 'group',
      optional: true,
      fields: [{ name: 'OPEN', label: 'states:OPEN', ...text, optional: true }],
    },
    { name: 'names', label: 'names', type: 'map' },
  ]);
});

test('hidden fields have no place, those that end a group come last, and a value that is never shown is typed anew', () => {
  const schema = z.strictObject({ validTo: z.iso.date(), id: z.string(), route: z.string(), name: z.string() });
  expect(formOf(schema, 'test', ['id']).map(({ name }) => name)).toEqual(['name', 'route', 'validTo']);
  expect(formOf(z.strictObject({ phoneMac: z.string() }), 'officer', ['phoneMac'])).toEqual([
    { name: 'phone', label: 'officerPhone', type: 'unseen', optional: true },
  ]);
  expect(() => formOf(z.string(), 'test')).toThrow('a form needs the schema of an object');
});
