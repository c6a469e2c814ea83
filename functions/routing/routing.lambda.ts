/** Wires routing, a reader of the complaints stream. Permissions: read and put complaints, count statistics, start and stop timers. */
import type { DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { createComplaintStore } from '../adapters/dynamodb/complaints/complaint-store.ts';
import { createCityContext } from '../adapters/dynamodb/directory/city-context.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { createStatisticsStore } from '../adapters/dynamodb/statistics-store.ts';
import { forEachStreamEvent } from '../adapters/dynamodb/stream-events.ts';
import { createTimers } from '../adapters/aws/timers-sfn.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { logger } from '../runtime/logger.ts';
import { count } from '../runtime/metrics.ts';
import { routeEvent } from './route-event.ts';

const env = parseEnv(z.object({ ...tablesEnv, STATE_MACHINE_ARN: z.string() }));
const client = documentClient();

const route = routeEvent({
  store: createComplaintStore(client, env.COMPLAINTS_TABLE),
  statistics: createStatisticsStore(client, env.COMPLAINTS_TABLE),
  timers: createTimers(env.STATE_MACHINE_ARN),
  ...createCityContext(client, env.DIRECTORY_TABLE),
  onStopFailed: (executionName, error) => {
    logger.warn('timer not stopped', { executionName, error: error instanceof Error ? error.name : typeof error });
    count('TimerStopFailed');
  },
});

export const handler = (event: DynamoDBStreamEvent) => forEachStreamEvent(event, route);
