/** Computes sizes and write units of items by DynamoDB's documented rules, to check the engine's counts. */

/** Names and values in UTF-8, numbers a byte per two digits and one more, lists and maps 3 and 1 per member. */
export function itemSize(item: object): number {
  return Object.entries(item)
    .filter(([, value]) => value !== undefined)
    .reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

function valueSize(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(Math.abs(value)).replace('.', '').length / 2) + 1;
  if (typeof value === 'boolean') return 1;
  if (value instanceof Uint8Array) return value.byteLength;
  if (Array.isArray(value)) return 3 + value.reduce((sum: number, one) => sum + valueSize(one) + 1, 0);
  if (value instanceof Object) return 3 + itemSize(value) + Object.keys(value).length;
  return 1;
}

/** Write units of an item put in a transaction: its kilobytes twice, and one for its entry in each index that has it (keys only, under 1 kB). */
export function transactedPut(item: Record<string, unknown>, indexes: readonly (readonly string[])[]): number {
  const entries = indexes.filter((keys) => keys.every((key) => key in item)).length;
  return 2 * Math.ceil(itemSize(item) / 1024) + entries;
}
