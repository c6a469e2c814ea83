/** Wires attachments. Permissions: read complaints and directory, sign uploads to `incoming/` and reads of `clean/`. It changes no complaint. */
import * as z from 'zod';
import { createAttachmentLinks, createUploadForms, s3Client } from '../adapters/aws/attachments-s3.ts';
import { createComplaintReader } from '../adapters/dynamodb/complaints/complaint-store.ts';
import { createCityContext } from '../adapters/dynamodb/directory/city-context.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { apiHandler } from '../http/api-handler.ts';
import { systemClock } from '../runtime/clock.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { attachmentRoutes } from './routes.ts';

const env = parseEnv(z.object({ ...tablesEnv, ATTACHMENTS_BUCKET: z.string().min(1) }));
const client = documentClient();
const s3 = s3Client();

export const handler = apiHandler(
  attachmentRoutes({
    reader: createComplaintReader(client, env.COMPLAINTS_TABLE),
    ...createCityContext(client, env.DIRECTORY_TABLE),
    forms: createUploadForms(s3, env.ATTACHMENTS_BUCKET, systemClock),
    links: createAttachmentLinks(s3, env.ATTACHMENTS_BUCKET, systemClock),
  }),
);
