import { h, type ComponentChild } from 'preact';
import type { JsonSchema } from './shapes.ts';

/** One line of a table of fields. */
export type Field = { name: string; required: boolean; where?: string; schema: JsonSchema };

/** The fields of an object schema, those of objects within it named as `location.lat`; a schema that is no object is one nameless field. */
export function fieldsOf(schema: JsonSchema, prefix = ''): Field[] {
  const { properties, required = [] } = schema;
  if (properties === undefined) return [{ name: prefix, required: true, schema }];
  return Object.entries(properties).flatMap(([key, inner]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    const own: Field = { name, required: required.includes(key), schema: inner };
    return inner.properties === undefined ? [own] : [own, ...fieldsOf(inner, name)];
  });
}

/** An element by a selector such as `td.quiet` or `h2#webhooks`; Preact escapes every text. */
export function el(selector: string, ...children: ComponentChild[]): ComponentChild {
  const [, name = '', id, quiet] = /^(\w+)(?:#([^.]+))?(?:\.(\w+))?$/.exec(selector) ?? [];
  return h(name, { ...(id && { id }), ...(quiet && { class: quiet }) }, ...children);
}

export const link = (href: string, ...children: ComponentChild[]): ComponentChild => h('a', { href }, ...children);

/** A table of fields: name, type, meaning. */
export function schemaTable(fields: readonly Field[]): ComponentChild {
  const rows = fields.map(({ name, required, where, schema }) => {
    const marks = [required && name !== '' && ' *', where && el('span.quiet', ` ${where}`)];
    const meaning = prose([schema.description, limitsOf(schema)].filter(Boolean).join(' '));
    return el(
      'tr',
      el('td', name !== '' && el('code', name), marks),
      el('td', typeOf(schema)),
      el('td.quiet', meaning),
    );
  });
  return el('table', rows);
}

/** Renders text; parts between backticks become code. */
export function prose(text: string): ComponentChild {
  return text.split('`').map((part, index) => (index % 2 === 1 ? el('code', part) : part));
}

/** The type as people say it, with links to named schemas. */
function typeOf(schema: JsonSchema): ComponentChild {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return link(`#schema-${name}`, name);
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map((choice, index) => [index > 0 && ' or ', typeOf(choice)]);
  if (schema.enum) return schema.enum.map((value, index) => [index > 0 && ' · ', el('code', String(value))]);
  if (schema['const'] !== undefined) return el('code', JSON.stringify(schema['const']));
  if (schema.type === 'array') return ['list of ', typeOf(schema.items ?? {})];
  const types = [schema.type ?? 'anything'].flat().join(' or ');
  return schema.format === undefined ? types : `${types} (${schema.format})`;
}

const limits: Readonly<Record<string, string>> = {
  minLength: 'at least',
  maxLength: 'at most',
  minimum: 'from',
  maximum: 'to',
  maxItems: 'at most',
  default: 'default',
};

function limitsOf(schema: JsonSchema): string {
  return Object.entries(limits)
    .filter(([key]) => schema[key] !== undefined && !(key === 'minLength' && schema[key] === 1))
    .map(([key, word]) => `${word} ${String(schema[key])}${key.endsWith('Length') ? ' characters' : ''}`)
    .join(', ');
}
