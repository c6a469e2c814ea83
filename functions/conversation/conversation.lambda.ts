/**
 * Wires conversation. Permissions: those of intake; also read complaints by phone, read and write phone items and records of received SMS,
 * decrypt the gateway's secrets.
 */
import * as z from 'zod';
import { createConversationStore } from '../adapters/dynamodb/complaints/conversation-store.ts';
import { dangerFinder } from '../adapters/files/danger-words.ts';
import { createCityContext } from '../adapters/dynamodb/directory/city-context.ts';
import { documentClient } from '../adapters/dynamodb/dynamodb.ts';
import { createIdentityCipher } from '../adapters/aws/identity-kms.ts';
import { createMac } from '../adapters/aws/mac-kms.ts';
import { createReplyCipher } from '../adapters/aws/reply-kms.ts';
import { createSecretReader } from '../adapters/aws/secrets-kms.ts';
import { apiHandler } from '../http/api-handler.ts';
import { rawBody } from '../http/raw-body.ts';
import { parseEnv, tablesEnv } from '../runtime/env.ts';
import { conversationRoutes } from './routes.ts';

const env = parseEnv(
  z.object({
    ...tablesEnv,
    IDENTITIES_TABLE: z.string().min(1),
    IDENTITY_KEY_ARN: z.string(),
    MAC_KEY_ARN: z.string(),
    SECRETS_KEY_ARN: z.string(),
  }),
);
const client = documentClient();

export const handler = apiHandler(
  conversationRoutes({
    ...createCityContext(client, env.DIRECTORY_TABLE),
    findDanger: dangerFinder(new URL('danger.json', import.meta.url)),
    store: createConversationStore(client, { complaints: env.COMPLAINTS_TABLE, identities: env.IDENTITIES_TABLE }),
    cipher: createIdentityCipher(env.IDENTITY_KEY_ARN),
    replies: createReplyCipher(env.IDENTITY_KEY_ARN),
    secrets: createSecretReader(env.SECRETS_KEY_ARN),
    mac: createMac(env.MAC_KEY_ARN),
  }),
  [rawBody],
);
