/** Derives an admin form from a record's schema: fields, types, optionality and limits. form-table.ts adds order, labels and references. */
import * as z from 'zod';
import type { Field } from './fields.ts';
import { labels, lastFields, longTexts, references, unseen } from './form-table.ts';

type Schema = z.core.$ZodType;
type Shape = Readonly<Record<string, Schema>>;

/**
 * The form of a record.
 *
 * @param at path of the fields, from the kind of the record: the key of form-table.ts
 * @param hidden fields that no edit sends
 * @param within true inside a group that may be left out: nothing in it must be filled in
 */
export function formOf(schema: Schema, at: string, hidden: readonly string[] = [], within = false): readonly Field[] {
  const fields = Object.entries(shapeOf(schema)).toSorted(([a], [b]) => lastFields.indexOf(a) - lastFields.indexOf(b));
  return fields.flatMap(([name, one]): Field[] => {
    const path = `${at}.${name}`;
    const typed = unseen[path];
    if (typed) return [{ ...typed, type: 'unseen', optional: true }];
    return hidden.includes(name) ? [] : [fieldOf(one, name, path, within)];
  });
}

function fieldOf(schema: Schema, name: string, path: string, within: boolean): Field {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return fieldOf(schema.def.innerType, name, path, true);
  const of = references[name];
  const label = labels[path] ?? name;
  const field = { name, label, ...(within && { optional: true }) };
  if (schema instanceof z.ZodBoolean) return { ...field, type: 'flag' };
  if (schema instanceof z.ZodISODate) return { ...field, type: 'date' };
  if (schema instanceof z.ZodNumber) return { ...field, ...numberOf(schema) };
  if (schema instanceof z.ZodEnum) return { ...field, type: 'choice', values: namesIn(schema) };
  if (schema instanceof z.ZodArray) return { ...field, ...listOf(schema.element, path, name) };
  if (schema instanceof z.ZodRecord) {
    const { keyType, valueType } = schema;
    if (!(keyType instanceof z.ZodEnum)) return { ...field, type: 'map' };
    const members = namesIn(keyType).map((key) => ({
      ...fieldOf(valueType, key, `${path}.${key}`, within),
      label: `${label}:${key}`,
    }));
    return { ...field, type: 'group', fields: members };
  }
  if (schema instanceof z.ZodObject) return { ...field, type: 'group', fields: formOf(schema, path, [], within) };
  if (schema instanceof z.ZodUnion) return { ...field, type: 'measure', units: Object.keys(shapeOf(schema)) };
  if (of) return { ...field, type: 'record', of };
  return { ...field, type: 'text', long: longTexts.has(path), max: largest(schema, 'maxLength') };
}

function listOf(element: Schema, path: string, name: string) {
  const of = references[name];
  if (of) return { type: 'records', of } as const;
  if (element instanceof z.ZodEnum) return { type: 'choices', values: namesIn(element) } as const;
  if (element instanceof z.ZodObject || element instanceof z.ZodUnion)
    return { type: 'rows', fields: formOf(element, path) } as const;
  return { type: 'texts' } as const;
}

const numberOf = (schema: z.ZodNumber) =>
  ({ type: schema.isInt ? 'number' : 'decimal', max: largest(schema, 'maxValue') }) as const;

const namesIn = (schema: z.ZodEnum): string[] => schema.options.map(String);

/** Largest length or value; undefined where the schema sets none (zod reports the largest safe integer for any whole number). */
function largest(schema: Schema, limit: 'maxLength' | 'maxValue'): number | undefined {
  const max = (schema as Partial<Record<typeof limit, number | null>>)[limit];
  return typeof max === 'number' && max < Number.MAX_SAFE_INTEGER ? max : undefined;
}

/** Fields of an object; of a union the fields of all members, where a field that some members lack is optional and tags are a choice. */
function shapeOf(schema: Schema): Shape {
  if (schema instanceof z.ZodObject) return schema.shape;
  if (!(schema instanceof z.ZodUnion)) throw new Error('a form needs the schema of an object, or a union of objects');
  const members = schema.options.map(shapeOf);
  const names = new Set(members.flatMap((shape) => Object.keys(shape)));
  return Object.fromEntries([...names].map((name) => [name, merged(members.map((shape) => shape[name]))]));
}

function merged(found: readonly (Schema | undefined)[]): Schema {
  const [first, ...others] = found.filter((one) => one !== undefined);
  const tags = [first, ...others].flatMap((one) => (one instanceof z.ZodLiteral ? [...one.values].map(String) : []));
  const one = tags.length > 0 ? z.enum(tags) : first!;
  return others.length + 1 < found.length ? z.optional(one) : one;
}
