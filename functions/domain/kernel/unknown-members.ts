/** Takes unknown members out of what was read from storage, for those who are shown it, and puts them back into what replaces it. */
import * as z from 'zod';
import { canonical } from './canonical.ts';
import { isStoredObject } from './stored.ts';

type Schema = z.core.$ZodType;

/** Returns the value without members that its schema does not name, everywhere inside. Words stay as they are. */
export const knownPart = <S extends z.ZodType>(schema: S, value: z.infer<S>): z.infer<S> =>
  known(schema, value) as z.infer<S>;

/**
 * Returns `after` with the unknown members that `before` has at the same place: of objects by name, of lists in entries whose known part is
 * unchanged.
 */
export const keepUnknown = <S extends z.ZodType>(schema: S, before: z.infer<S>, after: z.infer<S>): z.infer<S> =>
  kept(schema, before, after) as z.infer<S>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function known(schema: Schema, value: unknown): unknown {
  const { element, members } = partsOf(schema, value);
  if (element && Array.isArray(value)) return value.map((one) => known(element, one));
  if (!members || !isObject(value)) return value;
  const named = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    const inner = members(name);
    return inner ? [[name, known(inner, member)]] : [];
  });
  return Object.fromEntries(named);
}

function kept(schema: Schema, before: unknown, after: unknown): unknown {
  const { element, members } = partsOf(schema, after);
  if (element && Array.isArray(before) && Array.isArray(after)) {
    const unchanged = new Map(before.map((one: unknown) => [canonical(known(element, one)), one]));
    return after.map((one: unknown) => unchanged.get(canonical(one)) ?? one);
  }
  if (!members || !isObject(before) || !isObject(after)) return after;
  const unknown = Object.entries(before).filter(([name]) => !members(name));
  const named = Object.entries(after).map(([name, member]): [string, unknown] => {
    const inner = members(name);
    return [name, inner ? kept(inner, before[name], member) : member];
  });
  return Object.fromEntries([...unknown, ...named]);
}

/** The schema of a list's entries, or of an object's members by name (undefined for an unknown one), behind wrappers and unions. */
type Parts = { element?: Schema; members?: (name: string) => Schema | undefined };

function partsOf(schema: Schema, value: unknown): Parts {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return partsOf(schema.def.innerType, value);
  if (schema instanceof z.ZodUnion) {
    const fitting = schema.options.find((option) => z.safeParse(option, value).success);
    return fitting ? partsOf(fitting, value) : {};
  }
  if (schema instanceof z.ZodArray) return { element: schema.element };
  if (schema instanceof z.ZodRecord)
    return { members: (name) => (z.safeParse(schema.keyType, name).success ? schema.valueType : undefined) };
  if (!(schema instanceof z.ZodObject) || (schema.def.catchall && !isStoredObject(schema))) return {};
  const { shape } = schema;
  return { members: (name) => (Object.hasOwn(shape, name) ? shape[name] : undefined) };
}
