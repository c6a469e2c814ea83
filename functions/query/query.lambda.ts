/** Wires query. Permissions: read complaints and directory. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { createComplaintReader } from '../adapters/dynamodb/complaints/complaint-store.ts';
import { createOpenReader } from '../adapters/dynamodb/complaints/complaint-indexes.ts';
import { createCityContext } from '../adapters/dynamodb/directory/city-context.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { createPublicLists } from '../adapters/dynamodb/complaints/public-lists.ts';
import { createDuplicateCandidateReader } from '../adapters/dynamodb/complaints/duplicate-candidates.ts';
import { createFigureBoard, createStatisticsReader } from '../adapters/dynamodb/statistics-store.ts';
import { apiHandler } from '../http/api-handler.ts';
import { open311 } from '../http/open311/dialect.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { queryRoutes } from './routes.ts';

const env = parseEnv(z.object({ ...tablesEnv, STAGE: z.string(), PUBLIC_URL: z.url() }));
const client = documentClient();

export const handler = apiHandler(
  queryRoutes({
    reader: createComplaintReader(client, env.COMPLAINTS_TABLE),
    lists: createPublicLists(client, env.COMPLAINTS_TABLE),
    stage: env.STAGE,
    publicUrl: new URL(env.PUBLIC_URL).origin,
    open: createOpenReader(client, env.COMPLAINTS_TABLE),
    candidates: createDuplicateCandidateReader(client, env.COMPLAINTS_TABLE),
    statistics: createStatisticsReader(client, env.COMPLAINTS_TABLE),
    board: createFigureBoard(client, env.COMPLAINTS_TABLE),
    ...createCityContext(client, env.DIRECTORY_TABLE),
    beside: (name) => readFileSync(new URL(name, import.meta.url), 'utf8'),
  }),
  [open311],
);
