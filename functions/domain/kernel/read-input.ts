/** Reads what a caller sent by a schema. No other ZodError becomes an answer 400: what is stored and cannot be read is no caller's fault. */
import type * as z from 'zod';
import { InvalidInput, zodFields } from './errors.ts';

/** Returns the input as its schema makes it. Throws InvalidInput that names every invalid field. */
export function readInput<S extends z.ZodType>(schema: S, given: unknown): z.infer<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(zodFields(parsed.error));
}
