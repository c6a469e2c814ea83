/** Reads subscriptions from the directory table and takes them out of service. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../../domain/kernel/ports.ts';
import { subscription } from '../../../domain/webhooks/subscription.ts';
import type { SubscriptionDisabler, Subscriptions } from '../../../domain/webhooks/ports.ts';
import { written } from '../conditions.ts';
import { queryAll, updateItem } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import { readItems } from '../read-items.ts';
import { createRecordCache } from '../record-cache.ts';

const kind = 'subscription';

export function createSubscriptions(
  client: DynamoDBDocumentClient,
  { table, clock }: { table: string; clock: Clock },
): Subscriptions & SubscriptionDisabler {
  const cached = createRecordCache(clock);
  return {
    subscriptions: () =>
      cached(kind, async () => {
        const items = await queryAll(client, { table, condition: 'pk = :kind', values: { ':kind': kind } });
        return readItems(table, items, ({ pk, sk, ...record }) => subscription.parse(record));
      }),
    async disable({ id, version }, reason, at) {
      const disabled = updateItem(client, table, keys.directory(kind, id), {
        UpdateExpression: 'SET disabledAt = :at, disabledReason = :reason, #version = :next',
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':at': at, ':reason': reason, ':version': version, ':next': version + 1 },
      });
      await written(disabled);
    },
  };
}
