/** Environment of a function: parsed once at cold start, so that a missing variable fails the deployment's first call, not a citizen's. */
import * as z from 'zod';

/** Throws an error that names each missing or malformed variable. */
export function parseEnv<S extends z.ZodType>(schema: S): z.infer<S> {
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) throw new Error(`environment: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The two tables, which nearly every function has. */
export const tablesEnv = { COMPLAINTS_TABLE: z.string().min(1), DIRECTORY_TABLE: z.string().min(1) };
