/** Creates the context of a function's use cases: the directory table, the platform's clock and its randomness. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DecisionContext } from '../../../domain/city/ports.ts';
import { systemClock } from '../../../runtime/clock.ts';
import { systemRandom } from '../../../runtime/random.ts';
import { createDirectory } from './directory.ts';

/** Returns the context; `uncached` reads each record anew. */
export const createCityContext = (
  client: DynamoDBDocumentClient,
  table: string,
  options: { uncached?: boolean } = {},
): DecisionContext => ({
  directory: createDirectory(client, { table, clock: systemClock, ...options }),
  clock: systemClock,
  random: systemRandom,
});
