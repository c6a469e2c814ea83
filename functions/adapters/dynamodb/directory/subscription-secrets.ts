/** Stores the encrypted secrets of subscriptions in directory records of their own, which no view of the directory shows. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ChangedMeanwhile } from '../../../domain/kernel/errors.ts';
import { subscriptionSecrets } from '../../../domain/webhooks/subscription.ts';
import type { EncryptedSecrets, SecretKeeper } from '../../../domain/webhooks/ports.ts';
import { changedTimes, written } from '../conditions.ts';
import { getItem, putItem } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import { itemReader } from '../read-items.ts';
import type { RecordCache } from '../record-cache.ts';

const kind = 'subscription-secret';

/** @param cached cache of what was read; without it every read is current */
export function createEncryptedSecrets(
  client: DynamoDBDocumentClient,
  { table, cached = (_key, load) => load() }: { table: string; cached?: RecordCache },
): EncryptedSecrets {
  return {
    secretsOf: (id) =>
      cached(`${kind}/${id}`, async () => {
        const found = await getItem(client, table, keys.directory(kind, id));
        return found && itemReader(table, ({ pk, sk, ...record }) => subscriptionSecrets.parse(record))(found);
      }),
  };
}

export function createSecretKeeper(client: DynamoDBDocumentClient, table: string): SecretKeeper {
  return {
    ...createEncryptedSecrets(client, { table }),
    async keep(id, secrets) {
      const put = putItem(
        client,
        table,
        { ...keys.directory(kind, id), ...secrets },
        changedTimes(secrets.version - 1),
      );
      if (!(await written(put))) throw new ChangedMeanwhile('somebody else changed these secrets: try again');
    },
  };
}
