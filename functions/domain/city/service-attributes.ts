/** Schema of a service's attributes: the questions of an Open311 service definition, part of the service's directory record. */
import * as z from 'zod';
import { openEnum, storedObject } from '../kernel/stored.ts';

/** Open311 data types of an answer. */
export const datatype = z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']);

/** One question of a service, besides the report itself. */
const attribute = storedObject({
  code: z.string().regex(/^[\w-]{1,40}$/),
  /** The question. */
  description: z.string().min(1).max(2000),
  datatype: openEnum(datatype),
  datatypeDescription: z.string().max(200).optional(),
  required: z.boolean(),
  /** Position in the form, unique in the service. */
  order: z.number().int().positive(),
  /** False: shown to the reporter, never answered. */
  variable: z.boolean().default(true),
  /** Possible answers of a list. */
  values: z.array(storedObject({ key: z.string().min(1).max(100), name: z.string().min(1).max(200) })).optional(),
});
export type Attribute = z.infer<typeof attribute>;

const distinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

/** The attributes of one service; codes and orders are unique, and every list has values. */
export const attributes = z
  .array(attribute)
  .max(50)
  .refine((all) => distinct(all.map((a) => a.code)), 'two attributes have one code')
  .refine((all) => distinct(all.map((a) => a.order)), 'two attributes have one order')
  .refine(
    (all) => all.every((a) => !a.variable || !a.datatype.endsWith('list') || (a.values ?? []).length > 0),
    'a list without values',
  );
