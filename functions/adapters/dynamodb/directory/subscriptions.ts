/** Reads subscriptions from the directory table and takes them out of service. */
import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../../domain/kernel/ports.ts';
import { subscription, type Subscription } from '../../../domain/webhooks/subscription.ts';
import type { SubscriptionDisabler, Subscriptions } from '../../../domain/webhooks/ports.ts';
import { logger } from '../../../runtime/logger.ts';
import { written } from '../conditional-write.ts';
import { queryAll, type Item } from '../dynamodb.ts';
import { keys } from '../keys.ts';
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
        const all = { KeyConditionExpression: 'pk = :kind', ExpressionAttributeValues: { ':kind': kind } };
        return (await queryAll(client, { TableName: table, ...all })).flatMap(readable);
      }),
    async disable({ id, version }, reason, at) {
      const disabled = client.send(
        new UpdateCommand({
          TableName: table,
          Key: keys.directory(kind, id),
          UpdateExpression: 'SET disabledAt = :at, disabledReason = :reason, #version = :next',
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':at': at, ':reason': reason, ':version': version, ':next': version + 1 },
        }),
      );
      await written(disabled);
    },
  };
}

/** Parses a subscription. An unreadable record is logged and left out, so that it keeps no events from the other subscribers. */
function readable({ pk, sk, ...record }: Item): Subscription[] {
  const parsed = subscription.safeParse(record);
  if (parsed.success) return [parsed.data];
  logger.error('subscription cannot be read', { subscriptionId: sk, fields: parsed.error.issues.map((i) => i.path) });
  return [];
}
