/** Tells whether the condition of a write held. */
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
