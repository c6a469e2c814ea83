/** Wires sanitising. Permissions: read and delete uploads, put clean photos, read and put complaints, read the directory. */
import * as z from 'zod';
import { parseUploadKey } from '../adapters/aws/attachment-keys.ts';
import { createAttachmentFiles, createUploadReader, s3Client } from '../adapters/aws/attachments-s3.ts';
import { createComplaintStore } from '../adapters/dynamodb/complaints/complaint-store.ts';
import { createCityContext } from '../adapters/dynamodb/directory/city-context.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { logger } from '../runtime/logger.ts';
import { handleUpload } from './handle-upload.ts';

const env = parseEnv(z.object({ ...tablesEnv, ATTACHMENTS_BUCKET: z.string().min(1) }));
const client = documentClient();
const s3 = s3Client();

export const handler = handleUpload({
  store: createComplaintStore(client, env.COMPLAINTS_TABLE),
  ...createCityContext(client, env.DIRECTORY_TABLE),
  uploads: createUploadReader(s3, env.ATTACHMENTS_BUCKET),
  files: createAttachmentFiles(s3, env.ATTACHMENTS_BUCKET),
  parseKey: parseUploadKey,
  onOutcome: (ref, outcome) => logger.info('upload', { ...ref, ...outcome }),
});
