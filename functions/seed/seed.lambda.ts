/** Wires the seed as a CloudFormation custom resource, so that every deployment completes the directory and reports what differs. */
import { readFileSync } from 'node:fs';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import * as z from 'zod';
import { answerCloudFormation } from '../adapters/http/cloudformation-response.ts';
import { createDirectoryWriter } from '../adapters/dynamodb/directory/writer.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { parseEnv } from '../runtime/env.ts';
import { logger } from '../runtime/logger.ts';
import { seedDirectory, summaryOf } from './seed-directory.ts';

const env = parseEnv(z.object({ DIRECTORY_TABLE: z.string().min(1) }));
const seed = seedDirectory({ writer: createDirectoryWriter(documentClient(), env.DIRECTORY_TABLE) });
const seedFile = z.array(z.looseObject({ pk: z.string(), sk: z.string() }));

export const handler = async (event: CloudFormationCustomResourceEvent): Promise<void> => {
  await answerCloudFormation(event, async () => {
    // Deleting the stack deletes no data, since the table is kept.
    if (event.RequestType === 'Delete') return { Summary: 'nothing deleted' };
    const records = seedFile.parse(JSON.parse(readFileSync(new URL('./seed.json', import.meta.url), 'utf8')));
    const report = await seed(records);
    logger.info('directory seeded', { put: report.put, same: report.same, differs: report.differs });
    return { Summary: summaryOf(report) };
  });
};
