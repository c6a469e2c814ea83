/** Describes the consumption of each operation and of its consequences, by function. */
import { described, type Units } from './units.ts';

export type Operation = { what: string; read: number; write: number; by: string };

export function operation(what: string, units: Units, times = 1): Operation {
  const by = (['write', 'read'] as const).map((kind) => `${kind}: ${described(units, kind, times) || 'none'}`);
  return { what, read: units.read / times, write: units.write / times, by: by.join('; ') };
}

export function printOperations(operations: readonly Operation[]): void {
  const widest = Math.max(...operations.map(({ what }) => what.length));
  console.log(`\n${'consumed by'.padEnd(widest)}  writes  reads`);
  for (const { what, read, write, by } of operations)
    console.log(`${what.padEnd(widest)}  ${write.toFixed(1).padStart(6)}  ${read.toFixed(1).padStart(5)}  ${by}`);
}
