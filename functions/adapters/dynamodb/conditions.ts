/** Conditions that several stores set, and whether the condition of a write held. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** Waits for a conditional write. Returns its output, or undefined when its condition did not hold. */
export async function ifHeld<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** Waits for a conditional write. Returns false when its condition did not hold. */
export const written = async (write: Promise<object>): Promise<boolean> => (await ifHeld(write)) !== undefined;

/** Holds where no item is. */
export const absent = { ConditionExpression: 'attribute_not_exists(pk)' };

/** Holds where the stored counter of changes is `before`; for 0, where no item is. */
export const changedTimes = (before: number, counter = 'version') =>
  before === 0
    ? absent
    : {
        ConditionExpression: '#counter = :before',
        ExpressionAttributeNames: { '#counter': counter },
        ExpressionAttributeValues: { ':before': before },
      };

/** Holds where no item is, or where its time is over at `now`, in seconds: TTL may delete days late. */
export const absentOrExpired = (now: number) => ({
  ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
  ExpressionAttributeValues: { ':now': now },
});
