/** Wires escalation: one deadline for Step Functions, or the nightly sweep. Reads the directory uncached (architecture.md 5). */
import * as z from 'zod';
import { createComplaintStore } from '../adapters/complaint-store.ts';
import { createWakeReader } from '../adapters/complaint-indexes.ts';
import { createDirectory } from '../adapters/directory-dynamodb.ts';
import { documentClient } from '../adapters/dynamodb.ts';
import { systemClock } from '../runtime/clock.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { count } from '../runtime/metrics.ts';
import { checkDeadline } from './check-deadline.ts';
import { sweep } from './sweep.ts';

const env = parseEnv(z.object(tablesEnv));
const client = documentClient();

const deps = {
  store: createComplaintStore(client, env.COMPLAINTS_TABLE),
  wakes: createWakeReader(client, env.COMPLAINTS_TABLE),
  directory: createDirectory(client, { table: env.DIRECTORY_TABLE, clock: systemClock, uncached: true }),
  clock: systemClock,
  count,
};
const runSweep = sweep(deps);
const runCheck = checkDeadline(deps);

const input = z.union([
  z.object({ task: z.literal('sweep') }),
  z.object({ complaintId: z.string(), stage: z.number().int(), n: z.number().int() }),
]);

export const handler = async (event: unknown) => {
  const parsed = input.parse(event);
  return 'task' in parsed ? runSweep() : runCheck(parsed);
};
