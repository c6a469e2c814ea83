/** Wires the directory. Permissions: the directory table, and the queues' index for what is open; no complaint, no identity; encrypts secrets and officers' numbers, and cannot open them; makes MACs. */
import * as z from 'zod';
import { createCityContext } from '../adapters/dynamodb/directory/city-context.ts';
import { createDirectoryEditor } from '../adapters/dynamodb/directory/editor.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { createEndpointCheck } from '../adapters/http/endpoint-check.ts';
import { createMac } from '../adapters/aws/mac-kms.ts';
import { createOfficerPhoneCipher } from '../adapters/aws/officer-phones-kms.ts';
import { createOpenItems } from '../adapters/dynamodb/open-items.ts';
import { createSecretCipher } from '../adapters/aws/secrets-kms.ts';
import { createSecretKeeper } from '../adapters/dynamodb/directory/subscription-secrets.ts';
import { apiHandler } from '../http/api-handler.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { directoryRoutes } from './routes.ts';

const env = parseEnv(
  z.object({
    ...tablesEnv,
    SECRETS_KEY_ARN: z.string(),
    IDENTITY_KEY_ARN: z.string(),
    MAC_KEY_ARN: z.string(),
    /** Only a local cloud sets it: receivers on this machine, over plain HTTP. */
    WEBHOOK_LOOPBACK: z.stringbool().default(false),
  }),
);
const client = documentClient();

export const handler = apiHandler(
  directoryRoutes({
    ...createCityContext(client, env.DIRECTORY_TABLE, { uncached: true }),
    editor: createDirectoryEditor(client, env.DIRECTORY_TABLE),
    open: createOpenItems(client, env.COMPLAINTS_TABLE),
    endpoints: createEndpointCheck({ loopback: env.WEBHOOK_LOOPBACK }),
    keeper: createSecretKeeper(client, env.DIRECTORY_TABLE),
    secretCipher: createSecretCipher(env.SECRETS_KEY_ARN),
    mac: createMac(env.MAC_KEY_ARN),
    officerPhones: createOfficerPhoneCipher(env.IDENTITY_KEY_ARN),
  }),
);
