/** Tries a schema with one member of a valid value replaced. */
import type * as z from 'zod';
import { strict } from '../../functions/domain/kernel/strict.ts';

/** A copy with the member at a dotted path replaced; `undefined` takes it away. */
export function replaced(base: unknown, path: string, value: unknown): unknown {
  const [head = '', ...rest] = path.split('.');
  if (path === '') return value;
  const copy = (Array.isArray(base) ? [...(base as unknown[])] : { ...(base as object) }) as Record<string, unknown>;
  const next = rest.length === 0 ? value : replaced(copy[head], rest.join('.'), value);
  if (next === undefined) delete copy[head];
  else copy[head] = next;
  return copy;
}

/** Member, values that it may have, values that it may not have. */
export type Edge = readonly [path: string, good: readonly unknown[], bad: readonly unknown[]];

/** What the schema judges otherwise than the edge says, as input: good values that it refuses, bad ones that it takes, faults of `base` itself. */
export function misjudged(stored: z.ZodType, base: unknown, [path, good, bad]: Edge): unknown[] {
  const schema = strict(stored);
  const takes = (value: unknown): boolean => schema.safeParse(replaced(base, path, value)).success;
  return [
    ...(schema.safeParse(base).error?.issues ?? []),
    ...good.filter((value) => !takes(value)).map((value) => ({ path, refused: value })),
    ...bad.filter(takes).map((value) => ({ path, accepted: value })),
  ];
}

/** What a schema says of the value with the member replaced. */
export const faultsAt = (schema: z.ZodType, base: unknown, path: string, value: unknown): string[] =>
  schema.safeParse(replaced(base, path, value)).error?.issues.map(({ message }) => message) ?? [];

export const long = (length: number): string => 'x'.repeat(length);
