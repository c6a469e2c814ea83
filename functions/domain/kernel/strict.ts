/** Makes the schema of an input from the schema of what is stored (stored.ts). */
import * as z from 'zod';
import { isStoredObject, readsUnknown } from './stored.ts';

const made = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/** Returns the schema that refuses unknown members and unknown words, everywhere inside. Its checks stay. */
export function strict<S extends z.core.$ZodType>(schema: S): S {
  const before = made.get(schema);
  if (before) return before as S;
  const after = rebuilt(schema);
  made.set(schema, after);
  return after as S;
}

function rebuilt(schema: z.core.$ZodType): z.core.$ZodType {
  const like = (changed: object): z.core.$ZodType =>
    z.clone(schema, { ...schema._zod.def, ...changed }, { parent: true });
  if (schema instanceof z.ZodObject) {
    const shape = Object.fromEntries(Object.entries(schema.shape).map(([name, member]) => [name, strict(member)]));
    return like({ shape, ...(isStoredObject(schema) && { catchall: z.never() }) });
  }
  if (schema instanceof z.ZodRecord) return like({ valueType: strict(schema.valueType), mode: undefined });
  if (schema instanceof z.ZodArray) return like({ element: strict(schema.element) });
  if (schema instanceof z.ZodTuple) return like({ items: schema.def.items.map(strict) });
  if (schema instanceof z.ZodUnion) {
    const members = schema.options.filter((option) => !readsUnknown(option)).map(strict);
    return members.length === 1 ? describedAs(schema, members[0]!) : like({ options: members });
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return like({ innerType: strict(schema.def.innerType) });
  return schema;
}

/** Returns the schema with the description of another one, in whose place it stands. */
function describedAs(described: z.core.$ZodType, schema: z.core.$ZodType): z.core.$ZodType {
  const copy = z.clone(schema, schema._zod.def);
  copy._zod.parent = described;
  return copy;
}
