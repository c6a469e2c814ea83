/** Parses the environment of a function once at cold start, so that a missing variable fails a deployment's first call instead of a citizen's. */
import * as z from 'zod';

/** Parses the environment. Throws an error that names each missing or malformed variable. */
export function parseEnv<S extends z.ZodType>(schema: S): z.infer<S> {
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) throw new Error(`environment: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Variables of the two tables, which nearly every function needs. */
export const tablesEnv = { COMPLAINTS_TABLE: z.string().min(1), DIRECTORY_TABLE: z.string().min(1) };
