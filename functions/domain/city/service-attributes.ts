/** What a service asks besides the report (Open311 service definitions): a part of its directory record. */
import * as z from 'zod';

export const datatype = z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']);

/** One question that a service asks besides the report itself: a service attribute of Open311. */
const attribute = z.strictObject({
  code: z.string().regex(/^[\w-]{1,40}$/),
  /** The question. */
  description: z.string().min(1).max(2000),
  datatype,
  datatypeDescription: z.string().max(200).optional(),
  required: z.boolean(),
  /** Place in the form, unique in the service. */
  order: z.number().int().positive(),
  /** False: shown to the reporter, never answered. */
  variable: z.boolean().default(true),
  /** Answers of a list. */
  values: z.array(z.strictObject({ key: z.string().min(1).max(100), name: z.string().min(1).max(200) })).optional(),
});
export type Attribute = z.infer<typeof attribute>;

const distinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

export const attributes = z
  .array(attribute)
  .max(50)
  .refine((all) => distinct(all.map((a) => a.code)), 'two attributes have one code')
  .refine((all) => distinct(all.map((a) => a.order)), 'two attributes have one order')
  .refine(
    (all) => all.every((a) => !a.variable || !a.datatype.endsWith('list') || (a.values ?? []).length > 0),
    'a list without values',
  );
