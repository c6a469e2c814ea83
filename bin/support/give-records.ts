/** Gives records to a stream consumer in batches, and goes on past what it fails on or cannot read. */

/** Answer of the consumer to a batch: the first record it failed on (all before it are done), the keys it could not read, or a crash. */
export type Answer = { failedAt?: number | undefined; unreadable: readonly string[]; crashed: boolean };

/** What was left: keys of records that failed twice, and of those that cannot be read. */
export type Left = { failed: string[]; unreadable: string[] };

/**
 * Gives all records in order, then once more those that failed, since a short outage may be over by then. `done` hears the last record of each
 * batch: a later run may start there. Throws what `give` throws.
 */
export async function giveRecords<R extends { key: string }>(
  records: readonly R[],
  batchSize: number,
  give: (batch: readonly R[]) => Promise<Answer>,
  done: (last: R, count: number) => void,
): Promise<Left> {
  const unreadable: string[] = [];
  const giveBatch = async (batch: readonly R[]): Promise<R[]> => {
    if (batch.length === 0) return [];
    const answer = await give(batch);
    unreadable.push(...answer.unreadable);
    if (answer.crashed) {
      if (batch.length === 1) return [...batch];
      const half = Math.ceil(batch.length / 2);
      return [...(await giveBatch(batch.slice(0, half))), ...(await giveBatch(batch.slice(half)))];
    }
    if (answer.failedAt === undefined) return [];
    return [
      ...batch.slice(answer.failedAt, answer.failedAt + 1),
      ...(await giveBatch(batch.slice(answer.failedAt + 1))),
    ];
  };
  const failed: R[] = [];
  for (let i = 0; i < records.length; i += batchSize) {
    const batch = records.slice(i, i + batchSize);
    failed.push(...(await giveBatch(batch)));
    done(batch.at(-1)!, Math.min(i + batchSize, records.length));
  }
  const again: R[] = [];
  for (const record of failed) again.push(...(await giveBatch([record])));
  return { failed: again.map(({ key }) => key), unreadable: [...new Set(unreadable)] };
}
