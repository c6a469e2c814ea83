/** Wires intake. Permissions: put complaint and identity, read idempotency items and event 1, count quotas, read the directory, encrypt, MAC, put uploads. */
import * as z from 'zod';
import { createComplaintReader } from '../adapters/dynamodb/complaints/complaint-store.ts';
import { dangerFinder } from '../adapters/files/danger-words.ts';
import { createCityContext } from '../adapters/dynamodb/directory/city-context.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { createFilingStore } from '../adapters/dynamodb/complaints/filing-store.ts';
import { createIdentityCipher } from '../adapters/aws/identity-kms.ts';
import { createDuplicateCandidateReader } from '../adapters/dynamodb/complaints/duplicate-candidates.ts';
import { createMac } from '../adapters/aws/mac-kms.ts';
import { createQuotaCounter } from '../adapters/dynamodb/quota-store.ts';
import { createUploadStore } from '../adapters/aws/upload-store-s3.ts';
import { apiHandler } from '../http/api-handler.ts';
import { open311 } from '../http/open311/dialect.ts';
import { systemClock } from '../runtime/clock.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { logger } from '../runtime/logger.ts';
import { count } from '../runtime/metrics.ts';
import { intakeRoutes } from './routes.ts';

const env = parseEnv(
  z.object({
    ...tablesEnv,
    IDENTITIES_TABLE: z.string().min(1),
    IDENTITY_KEY_ARN: z.string(),
    MAC_KEY_ARN: z.string(),
    ATTACHMENTS_BUCKET: z.string().min(1),
    AWS_REGION: z.string(),
    AWS_ENDPOINT_URL: z.string().optional(),
  }),
);
const client = documentClient();
const tables = { complaints: env.COMPLAINTS_TABLE, identities: env.IDENTITIES_TABLE };
const place = { bucket: env.ATTACHMENTS_BUCKET, region: env.AWS_REGION, endpoint: env.AWS_ENDPOINT_URL };

export const handler = apiHandler(
  intakeRoutes({
    ...createCityContext(client, env.DIRECTORY_TABLE),
    findDanger: dangerFinder(new URL('danger.json', import.meta.url)),
    store: createFilingStore(client, tables),
    complaints: createComplaintReader(client, env.COMPLAINTS_TABLE),
    candidates: createDuplicateCandidateReader(client, env.COMPLAINTS_TABLE),
    onCandidatesUnread: (error) => {
      logger.warn('candidates not read', { error: error instanceof Error ? error.name : typeof error });
      count('CandidatesUnread');
    },
    quotas: createQuotaCounter(client, env.COMPLAINTS_TABLE),
    cipher: createIdentityCipher(env.IDENTITY_KEY_ARN),
    mac: createMac(env.MAC_KEY_ARN),
    uploads: createUploadStore(place, systemClock),
    onPhotoLost: (complaintId, error) =>
      logger.error('photo lost', { complaintId, error: error instanceof Error ? error.message : typeof error }),
  }),
  [open311],
);
