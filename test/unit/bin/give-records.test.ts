/** Giving records to a consumer goes on past those that fail or cannot be read. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { giveRecords, type Answer } from '../../../bin/support/give-records.ts';

type Kind = 'good' | 'failing' | 'crashing' | 'unreadable' | 'late';
type Record = { key: string; kind: Kind };

/** A consumer as Lambda answers: it stops at a failure, skips the unreadable, and dies of a crash. A late one fails the first time. */
function consumer() {
  const handled: string[] = [];
  const tried = new Set<string>();
  const give = async (batch: readonly Record[]): Promise<Answer> => {
    if (batch.some(({ kind }) => kind === 'crashing')) return { unreadable: [], crashed: true };
    const unreadable: string[] = [];
    for (const [i, { key, kind }] of batch.entries()) {
      const failing = kind === 'failing' || (kind === 'late' && !tried.has(key));
      tried.add(key);
      if (failing) return { failedAt: i, unreadable, crashed: false };
      if (kind === 'unreadable') unreadable.push(key);
      else handled.push(key);
    }
    return { unreadable, crashed: false };
  };
  return { give, handled };
}

const kinds = fc.array(fc.constantFrom<Kind>('good', 'failing', 'crashing', 'unreadable', 'late'), { maxLength: 40 });

describe('records', () => {
  test('are all handled but those listed, and the good ones in order', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, fc.integer({ min: 1, max: 9 }), async (of, size) => {
        const records = of.map((kind, i) => ({ key: `k${i}`, kind }));
        const keys = (...wanted: Kind[]) => records.filter(({ kind }) => wanted.includes(kind)).map(({ key }) => key);
        const { give, handled } = consumer();
        const left = await giveRecords(records, size, give, () => undefined);
        expect(left).toEqual({ failed: keys('failing', 'crashing'), unreadable: keys('unreadable') });
        expect(handled.filter((key) => keys('good').includes(key))).toEqual(keys('good'));
        expect(new Set(handled)).toEqual(new Set(keys('good', 'late')));
      }),
    );
  });

  test('tell after each batch how far they are', async () => {
    const records = ['a', 'b', 'c'].map((key): Record => ({ key, kind: 'good' }));
    const heard: unknown[] = [];
    await giveRecords(records, 2, consumer().give, ({ key }, count) => heard.push([key, count]));
    expect(heard).toEqual([
      ['b', 2],
      ['c', 3],
    ]);
  });

  test('stop where the consumer cannot be reached', async () => {
    const records = ['a', 'b'].map((key): Record => ({ key, kind: 'good' }));
    const give = () => Promise.reject(new Error('connection refused'));
    await expect(giveRecords(records, 1, give, () => undefined)).rejects.toThrow('refused');
  });
});
