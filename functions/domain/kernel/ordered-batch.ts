/** Handles the records of a FIFO queue so that each group keeps its order. */
type FifoRecord = { messageId: string; attributes: { MessageGroupId: string } };

/** Answer to the queue, which gives the named records out again. */
export type BatchResponse = { batchItemFailures: { itemIdentifier: string }[] };

/** Handles records one after the other. After a failure the group's other records fail with it, so that none overtakes it. */
export async function handleInOrder<R extends FifoRecord>(
  records: readonly R[],
  handle: (record: R) => Promise<boolean>,
): Promise<BatchResponse> {
  const stopped = new Set<string>();
  const batchItemFailures: BatchResponse['batchItemFailures'] = [];
  for (const record of records) {
    const group = record.attributes.MessageGroupId;
    if (!stopped.has(group) && (await handle(record))) continue;
    stopped.add(group);
    batchItemFailures.push({ itemIdentifier: record.messageId });
  }
  return { batchItemFailures };
}
