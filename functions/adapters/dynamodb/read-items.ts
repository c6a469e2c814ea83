/** Reads stored items by their schemas. One that cannot be read is reported here, wherever it is met, and harms no other. */
import * as z from 'zod';
import { Unreadable } from '../../domain/kernel/errors.ts';
import { reported } from '../../runtime/unreadable.ts';
import type { Item } from './dynamodb.ts';

type Read<T> = (item: Item) => T;

/** Makes the reader of one kind of item of a table. The reader throws Unreadable, where `parse` throws a ZodError. */
export const itemReader =
  <T>(table: string, parse: Read<T>): Read<T> =>
  (item) => {
    try {
      return parse(item);
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      throw reported(new Unreadable(table, { pk: String(item['pk']), sk: String(item['sk']) }, error));
    }
  };

/** Reads the items of a list with `parse`, and leaves out those that cannot be read. */
export const readItems = <T>(table: string, items: readonly Item[], parse: Read<T>): T[] =>
  readable(items, itemReader(table, parse)).items;

/** Reads the items of a list, leaves out those that cannot be read, and counts them. */
export function readable<T>(items: readonly Item[], read: Read<T>): { items: T[]; unreadable?: number } {
  const found: T[] = [];
  for (const item of items) {
    try {
      found.push(read(item));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
  }
  const unreadable = items.length - found.length;
  return unreadable === 0 ? { items: found } : { items: found, unreadable };
}
