import { isObject, objectsAt, stringAt, type Json, type JsonObject } from '../json.ts';

/** Units consumed, and calls made, by one function with one operation on one table. */
type Tally = { caller: string; operation: string; table: string; calls: number; read: number; write: number };

/** Counts consumed capacity by function and operation, when it is on. */
export type Capacity = {
  on: boolean;
  record: (caller: string | undefined, operation: string, answer: JsonObject) => void;
  tallies: () => Tally[];
  clear: () => void;
};

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);

/** A counter that is off: then requests pass as they are. */
export function createCapacity(): Capacity {
  const tallies = new Map<string, Tally>();
  return {
    on: false,
    record: (caller = 'other', operation, answer) => {
      const consumed: Json | undefined = answer['ConsumedCapacity'];
      const entries = isObject(consumed) ? [consumed] : objectsAt(answer, 'ConsumedCapacity');
      for (const entry of entries) {
        const table = stringAt(entry, 'TableName') ?? '';
        const key = `${caller} ${operation} ${table}`;
        const tally = tallies.get(key) ?? { caller, operation, table, calls: 0, read: 0, write: 0 };
        tally.calls += 1;
        tally[READS.has(operation) ? 'read' : 'write'] += Number(entry['CapacityUnits'] ?? 0);
        tallies.set(key, tally);
      }
    },
    tallies: () => [...tallies.values()],
    clear: () => tallies.clear(),
  };
}
