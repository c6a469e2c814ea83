/**
 * Wires escalation: one deadline for Step Functions, the nightly sweep, and changes of the calendar. It reads the directory uncached
 * (docs/design.md#deadlines).
 */
import * as z from 'zod';
import { createComplaintStore } from '../adapters/dynamodb/complaints/complaint-store.ts';
import { createWakeReader } from '../adapters/dynamodb/complaints/complaint-indexes.ts';
import { createFigureBoard, createStatisticsReader } from '../adapters/dynamodb/statistics-store.ts';
import { createCityContext } from '../adapters/dynamodb/directory/city-context.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { count } from '../runtime/metrics.ts';
import { handleEscalation } from './handle-escalation.ts';

const env = parseEnv(z.object(tablesEnv));
const client = documentClient();

const deps = {
  store: createComplaintStore(client, env.COMPLAINTS_TABLE),
  wakes: createWakeReader(client, env.COMPLAINTS_TABLE),
  statistics: createStatisticsReader(client, env.COMPLAINTS_TABLE),
  board: createFigureBoard(client, env.COMPLAINTS_TABLE),
  ...createCityContext(client, env.DIRECTORY_TABLE, { uncached: true }),
  count,
};
export const handler = handleEscalation(deps);
