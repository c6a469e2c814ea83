/** Puts API clients and subscriptions into a running local cloud's directory, with secrets sealed by its KMS. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '../../functions/adapters/keys.ts';
import { createSecretCipher } from '../../functions/adapters/secrets-kms.ts';
import { apiClient, type ApiClient } from '../../functions/domain/directory.ts';
import { subscription as schema, type Subscription } from '../../functions/domain/subscription.ts';
import { findTarget } from '../../bin/support/target.ts';
import type { TestCloud } from './local-cloud.ts';

export type Subscribers = {
  /** Makes a client, or gives one that is there other fields. */
  client: (over: Partial<ApiClient> & Pick<ApiClient, 'clientId' | 'scopes'>) => Promise<void>;
  /** `secrets` in clear; the newest first. */
  subscribe: (over: Partial<Omit<Subscription, 'secrets'>> & { id: string; secrets?: string[] }) => Promise<void>;
  seal: (id: string, secret: string) => Promise<{ ciphertext: string; createdAt: string }>;
  record: (id: string) => Promise<Record<string, unknown> | undefined>;
};

export async function subscribersOf(cloud: TestCloud): Promise<Subscribers> {
  const target = await findTarget('dev', cloud.url);
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(target.client));
  const cipher = createSecretCipher('alias/tanggap-dev-secrets', new KMSClient(target.client));
  const put = (kind: string, id: string, record: object) =>
    table.send(
      new PutCommand({
        TableName: target.outputs.DirectoryTable,
        Item: { ...keys.directory(kind, id), ...record },
      }),
    );
  const recordOf = async (kind: string, id: string): Promise<Record<string, unknown> | undefined> => {
    const Key = keys.directory(kind, id);
    const { Item } = await table.send(new GetCommand({ TableName: target.outputs.DirectoryTable, Key }));
    if (!Item) return undefined;
    const { pk: _pk, sk: _sk, ...record } = Item;
    return record;
  };
  const seal = async (id: string, secret: string) => ({
    ciphertext: await cipher.encrypt(`subscription#${id}`, secret),
    createdAt: new Date().toISOString(),
  });
  return {
    seal,
    async client(over) {
      const known = await recordOf('client', over.clientId);
      const fresh = { version: 1, name: over.clientId, quota: { perMinute: 1000, perDay: 10_000 }, status: 'active' };
      const record = apiClient.parse({ ...fresh, keys: [], ...known, ...over });
      await put('client', record.clientId, record);
    },
    async subscribe({ secrets = [], ...over }) {
      const sealed = await Promise.all(secrets.map((secret) => seal(over.id, secret)));
      const record = schema.parse({ version: 1, clientId: 'news', ...over, secrets: sealed });
      await put('subscription', record.id, record);
    },
    record: (id) => recordOf('subscription', id),
  };
}
