import * as z from 'zod';
import { Unreadable } from '../../functions/domain/kernel/errors.ts';

/** The error of an item that cannot be read. */
export const unreadable = (pk: string, sk = 'complaint'): Unreadable =>
  new Unreadable('complaints', { pk, sk }, z.strictObject({ version: z.number() }).safeParse({ version: 'x' }).error!);

/** A port that cannot read the items of one id, and reads all others as `port` does. */
export const blindTo =
  <A extends string, R extends unknown[], T>(id: string, port: (a: A, ...rest: R) => Promise<T>) =>
  async (a: A, ...rest: R): Promise<T> => {
    if (a === id) throw unreadable(id);
    return port(a, ...rest);
  };
