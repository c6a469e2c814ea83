import * as z from 'zod';
import type { ComplaintReader } from '../../../functions/domain/complaint/ports.ts';
import { Unreadable } from '../../../functions/domain/kernel/errors.ts';

/** The error of an item that cannot be read. */
export const unreadable = (pk: string, sk = 'complaint'): Unreadable =>
  new Unreadable('complaints', { pk, sk }, z.strictObject({ version: z.number() }).safeParse({ version: 'x' }).error!);

/** A store that cannot read one complaint, and does all else as `store` does. */
export const blindTo = <S extends Pick<ComplaintReader, 'get'>>(id: string, store: S): S => ({
  ...store,
  async get(one: string, atLeast?: number) {
    if (one === id) throw unreadable(id);
    return store.get(one, atLeast);
  },
});
