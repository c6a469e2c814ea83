/** The admin's forms: every record of the directory goes through its form and comes back as it was; each field of each schema has its place. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as fc from 'fast-check';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { givenSchema, recordKinds, type RecordKind } from '../../../functions/domain/administration/record-kinds.ts';
import { parseForm } from '../../../functions/http/open311/form.ts';
import type { Field, Values } from '../../../functions/pages/admin/forms/fields.ts';
import { FormFields } from '../../../functions/pages/admin/forms/form-fields.tsx';
import { formValues, kindNamed, kinds } from '../../../functions/pages/admin/kinds.ts';
import { labelOf, wordsFor } from '../../../functions/pages/admin/forms/in-words.ts';
import { fromLines, toLines } from '../../../functions/pages/admin/forms/lines.ts';
import { readFields } from '../../../functions/pages/admin/forms/read-form.ts';
import type { Desk } from '../../../functions/pages/shell/session/desk.ts';
import { en as english } from '../../../functions/pages/words/en/citizen.ts';
import { id as indonesian } from '../../../functions/pages/words/id/citizen.ts';
import { loadCityData } from '../../../lib/city/index.ts';
import { postedFrom } from '../../support/browser/posted-form.ts';

const ambon = loadCityData('ambon');
/** Of a desk the fields only read the words. */
const desk = { t: indonesian } as unknown as Desk;

/** Of an event the parser reads headers and body only. */
async function read(fields: readonly Field[], posted: URLSearchParams): Promise<Values> {
  const event = { headers: {}, body: posted.toString(), isBase64Encoded: false } as unknown as APIGatewayProxyEventV2;
  return readFields((await parseForm(event)).fields, fields);
}

/** Through the form and back, with nothing typed. */
async function throughForm(name: RecordKind, record: object): Promise<Values> {
  const kind = kindNamed(name);
  const values = formValues(kind, record as Values);
  const html = renderToString(h(FormFields, { desk, lists: {}, faults: {}, fields: kind.fields, values }));
  return read(kind.fields, postedFrom(html));
}

async function expectBack(name: RecordKind, record: object): Promise<void> {
  expect(await throughForm(name, record)).toEqual(formValues(kindNamed(name), record as Values));
}

describe('a form', () => {
  test.each([
    ['agency', ambon.agencies],
    ['service', ambon.services],
    ['area', ambon.areas],
    ['policy', ambon.policies],
    ['calendar', ambon.calendar],
    ['template', ambon.templates],
    ['city', [ambon.city]],
  ] as const)('of %s gives every record of Ambon back as it was', async (name, records) => {
    expect(records.length).toBeGreaterThan(0);
    for (const record of records) await expectBack(name, record);
  });

  const others: [RecordKind, object][] = [
    [
      'officer',
      {
        version: 3,
        subject: 'auth0|1',
        name: 'Ny. Latuconsina',
        role: 'liaison',
        office: 'liaison',
        agencies: ['dinas-pupr', 'bpbd'],
        deputy: 'sub-2',
        absence: { from: '2026-03-01', to: '2026-03-09' },
        digest: false,
        validTo: '2027-01-01',
      },
    ],
    [
      'service',
      {
        ...ambon.services[0],
        route: { byDistrict: true, exceptions: [{ areaCode: '81.71.02.1019', agencyId: 'bpbd' }] },
        type: 'batch',
        track: 'inspection',
        autoForward: false,
      },
    ],
    [
      'client',
      {
        version: 1,
        clientId: 'app',
        name: 'App',
        scopes: ['webhooks', 'complaints:write'],
        quota: { perMinute: 60, perDay: 5000 },
        status: 'suspended',
        keys: [],
      },
    ],
    [
      'subscription',
      {
        version: 1,
        id: 'lapor',
        clientId: 'app',
        url: 'https://upstream.example/hook',
        actions: ['file', 'verify'],
        serviceCodes: ['lampu-jalan'],
        agencyIds: ['bpbd'],
        relay: {
          from: 'verified',
          names: {
            states: { CLOSED: 'selesai' },
            classes: { aspirasi: 'A' },
            categories: { 'lampu-jalan': 'PJU', '<b>': '"' },
          },
          addstream: {
            url: 'https://upstream.example/addstream',
            account: { email: 'kota@example.id', phone: '0811', firstName: 'Kota' },
          },
        },
      },
    ],
    [
      'city',
      {
        ...ambon.city,
        sms: { newsPerHour: 4, priceUsd: 0.000001 },
        trainingDay: 60,
        open311: { ...ambon.city.open311!, testUrl: 'https://test.example' },
      },
    ],
    ['area', { ...ambon.areas[0], alsoCalled: ['Kudamati', 'Air Salobar'], streets: ['Pattimura'] }],
  ];

  test.each(others)('of %s gives back what no record of Ambon has', async (name, record) => {
    expect(await throughForm(name, record)).toEqual(formValues(kindNamed(name), record as Values));
  });

  /** Whatever a person may have written somewhere else: quotes, tags, entities, emoji, line breaks, spaces at the ends. */
  const hostile = fc
    .oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.stringMatching(/^[<>&"'\\ n\n;#\u00e9\u202e\u{1F600}]{1,20}$/u),
      fc.constantFrom(
        '</textarea><script>alert(1)</script>',
        '&amp;lt;',
        '\n\nbaris',
        '" onfocus="x',
        String.raw`\n`,
        "'",
      ),
    )
    // The API refuses control characters; a browser sends every line break as CR LF.
    // oxlint-disable-next-line no-control-regex -- removing control characters is its purpose
    .map((text) => text.replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\uFFFD]/g, ' '))
    .filter((text) => text.isWellFormed() && text.trim() !== '');

  test('gives back any text that a record may hold, wherever it stands', async () => {
    const [service] = ambon.services;
    await fc.assert(
      fc.asyncProperty(hostile, fc.array(hostile, { minLength: 1, maxLength: 5 }), async (text, texts) => {
        await expectBack('agency', { ...ambon.agencies[0], name: text, source: text });
        await expectBack('service', {
          ...service,
          keywords: texts,
          attributes: [
            { ...service!.attributes![0], description: text, values: texts.map((name, i) => ({ key: `${i}`, name })) },
          ],
        });
        expect(fromLines(toLines(texts))).toEqual(texts);
      }),
      { numRuns: 60 },
    );
  });

  test('leaves out empty rows and those that are to go, and adds what is typed into the empty one', async () => {
    const { fields } = kindNamed('calendar');
    const day = (index: number, more: Record<string, string> = {}) => ({
      [`holidays.${index}.date`]: `2026-01-0${index + 1}`,
      [`holidays.${index}.name`]: 'Hari',
      ...more,
    });
    const posted = new URLSearchParams({
      ...day(0),
      ...day(1, { 'holidays.1._hapus': 'ya' }),
      'holidays.2.date': '',
      'holidays.2.name': '',
      ...day(3),
    });
    expect(await read(fields, posted)).toEqual({
      holidays: [
        { date: '2026-01-01', name: 'Hari' },
        { date: '2026-01-04', name: 'Hari' },
      ],
    });
  });

  test('hands on what is no number as it was typed, for the API to refuse', async () => {
    const { fields } = kindNamed('area');
    const typed = async (lat: string) => (await read(fields, new URLSearchParams({ lat })))['lat'];
    const whole = async (trainingDay: string) =>
      (await read(kindNamed('city').fields, new URLSearchParams({ trainingDay })))['trainingDay'];
    expect([await whole('60'), await whole('5.000'), await whole('5,5')]).toEqual([60, '5.000', '5,5']);
    expect(await typed('-3,7')).toBe(-3.7);
    expect(await typed('1.000.000')).toBe('1.000.000');
    expect(await typed('tiga')).toBe('tiga');
    expect(await typed('Infinity')).toBe('Infinity');
  });
});

/** Paths of a JSON schema's properties; members of lists and of open maps as `*`. */
function pathsOf(schema: z.core.JSONSchema.BaseSchema, at = ''): string[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])] as z.core.JSONSchema.BaseSchema[];
  if (inner.length > 0) return inner.flatMap((one) => pathsOf(one, at));
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([name, one]) =>
      pathsOf(one as z.core.JSONSchema.BaseSchema, `${at}.${name}`),
    );
  if (typeof schema.items === 'object' && !Array.isArray(schema.items)) return pathsOf(schema.items, `${at}.*`);
  if (typeof schema.additionalProperties === 'object') {
    const names = (schema.propertyNames as { enum?: string[] } | undefined)?.enum ?? ['*'];
    return names.flatMap((name) =>
      pathsOf(schema.additionalProperties as z.core.JSONSchema.BaseSchema, `${at}.${name}`),
    );
  }
  return [at];
}

const listTypes: readonly Field['type'][] = ['map', 'texts', 'records', 'choices'];

function placesOf(fields: readonly Field[], at = ''): string[] {
  return fields.flatMap((field) => {
    const path = `${at}.${field.name}`;
    // What is typed and never shown is in no record.
    if (field.type === 'unseen') return [];
    if (field.type === 'group') return placesOf(field.fields, path);
    if (field.type === 'rows') return placesOf(field.fields, `${path}.*`);
    if (field.type === 'measure') return field.units.map((unit) => `${path}.${unit}`);
    return listTypes.includes(field.type) ? [`${path}.*`] : [path];
  });
}

/** Every field of a form, those of its groups and rows too. */
const allFields = (fields: readonly Field[]): Field[] =>
  fields.flatMap((field) => [field, ...('fields' in field ? allFields(field.fields) : [])]);

describe.each([indonesian, english])('the words of the forms in $htmlLang', (t) => {
  const fields = kinds.flatMap(({ fields: ofKind }) => allFields(ofKind));

  test('name every field, and no field that is gone', () => {
    const names = new Set(fields.map(({ label }) => label).filter((label) => !label.includes(':')));
    // The parts of a row of texts by key, and what an officer's page says beside the form.
    expect(Object.keys(t.admin.field).sort()).toEqual([...names, 'value', 'phoneMac'].sort());
    for (const { label } of fields.filter((field) => field.label.includes(':'))) {
      const spoken = labelOf({ ...desk, t }, { label });
      expect(spoken).toMatch(/^[A-Z]/);
      expect(spoken).not.toBe(label.split(':')[1]);
    }
  });

  test('name every value of every list', () => {
    const values = fields.flatMap((field) =>
      'values' in field ? field.values.map((value) => ({ label: field.label, value })) : [],
    );
    expect(values.length).toBeGreaterThan(50);
    expect(values.filter(({ label, value }) => !(value in wordsFor({ ...desk, t }, label)))).toEqual([]);
  });

  test('hint at fields that there are', () => {
    const labels = fields.map(({ label }) => label);
    expect(Object.keys(t.admin.hint).filter((label) => !labels.includes(label))).toEqual([]);
  });
});

test('a form tells the limits of the schema: the length of a text by its control, the largest number in words', () => {
  const html = (name: RecordKind, values: Values) =>
    renderToString(h(FormFields, { desk, lists: {}, faults: {}, fields: kindNamed(name).fields, values }));
  expect(html('agency', {})).toMatch(/<input id="smsName"[^>]*maxlength="24"/);
  expect(html('template', {})).toMatch(/<textarea id="text"[^>]*maxlength="2000"/);
  expect(html('client', {})).toMatch(/id="quota.perMinute-hint" class="hint">Paling banyak 1000000\./);
  expect(html('area', {})).not.toMatch(/maxlength|Paling banyak/);
});

test.each(kinds.map((kind) => [kind.name, kind] as const))(
  'the form of %s has a place for each field of its schema',
  (name, kind) => {
    const schema = z.toJSONSchema(recordKinds[name].schema, { io: 'output', unrepresentable: 'any' });
    const others = kind.others.map((one) => `.${one}`);
    const wanted = pathsOf(schema).filter((path) => !others.some((one) => path === one || path.startsWith(`${one}.`)));
    expect([...new Set(placesOf(kind.fields))].sort()).toEqual([...new Set(wanted)].sort());
  },
);

/** Controls that suit a type of a JSON schema; texts may name a record of another kind. */
const controls: Record<string, readonly Field['type'][]> = {
  integer: ['number'],
  number: ['decimal'],
  boolean: ['flag'],
  object: ['group', 'map'],
  array: ['rows', 'texts', 'records', 'choices'],
  date: ['date'],
  enum: ['choice'],
  string: ['text', 'record'],
};

test.each(kinds.map((kind) => [kind.name, kind] as const))(
  'the form of %s has the control of each field by its type, and lets out what the schema lets out',
  (name, kind) => {
    const { properties = {}, required = [] } = z.toJSONSchema(givenSchema(name), { io: 'input' });
    const seen = kind.fields.filter(({ type }) => type !== 'unseen');
    expect(seen.length).toBeGreaterThan(0);
    for (const field of seen) {
      const { type, format, enum: values } = properties[field.name] as z.core.JSONSchema.BaseSchema;
      const wanted = format === 'date' ? 'date' : values ? 'enum' : String(type);
      expect(controls[wanted], `${name}.${field.name}`).toContain(field.type);
      expect({ name: field.name, optional: field.optional ?? false }).toEqual({
        name: field.name,
        optional: !required.includes(field.name),
      });
    }
  },
);
