/** A failed record holds its own group back, and no other. */
import { expect, test } from 'vitest';
import { handleInOrder } from '../../../../functions/domain/kernel/ordered-batch.ts';

const record = (messageId: string, MessageGroupId: string) => ({ messageId, attributes: { MessageGroupId } });

test('after a failure the rest of the group is given back unhandled, and the other groups go on', async () => {
  const handled: string[] = [];
  const answer = await handleInOrder(
    [record('a1', 'a'), record('b1', 'b'), record('a2', 'a'), record('b2', 'b')],
    async ({ messageId }) => {
      handled.push(messageId);
      return messageId !== 'a1';
    },
  );
  expect(handled).toEqual(['a1', 'b1', 'b2']);
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'a1' }, { itemIdentifier: 'a2' }] });
});

test('the records of a group are handled one after the other', async () => {
  let running = 0;
  const answer = await handleInOrder([record('a1', 'a'), record('a2', 'a')], async () => {
    running += 1;
    await Promise.resolve();
    expect(running).toBe(1);
    running -= 1;
    return true;
  });
  expect(answer).toEqual({ batchItemFailures: [] });
});
