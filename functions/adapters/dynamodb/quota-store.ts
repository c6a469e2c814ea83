/**
 * Counts posts against quotas. One item per client and local day holds both counters, so that a post costs one write unit. The item
 * remembers the minute of its last count; whether a write begins a minute or continues it is guessed from this warm function's last write,
 * and a wrong guess costs a second unit.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { QuotaCounter } from '../../domain/city/ports.ts';
import { plainItem, updateItem, type Item } from './dynamodb.ts';
import { keys } from './keys.ts';

/** Most tries. A guess is wrong when another function was quicker at the turn of a minute, which never happens more often. */
const tries = 4;

/** Seconds for which an item stays after its day, so that a client's use can be looked up. */
const keptSeconds = 2 * 86_400;

const begin = {
  UpdateExpression: 'SET #minute = :minute, inMinute = :one, expiresAt = :expiresAt ADD inDay :one',
  ConditionExpression:
    '(attribute_not_exists(#minute) OR #minute < :minute) AND (attribute_not_exists(inDay) OR inDay < :perDay)',
};
const goOn = {
  UpdateExpression: 'ADD inMinute :one, inDay :one',
  ConditionExpression: '#minute >= :minute AND inMinute < :perMinute AND inDay < :perDay',
};

/** Access pattern 12 of docs/access-patterns.md. */
export function createQuotaCounter(client: DynamoDBDocumentClient, table: string): QuotaCounter {
  const lastMinute = new Map<string, number>();

  return {
    async count({ clientId, quota }, { minute, day, dayEnds }) {
      const update = async (form: typeof begin): Promise<Item | undefined> => {
        const begins = form === begin;
        try {
          await updateItem(client, table, keys.quota(clientId, day), {
            ...form,
            ExpressionAttributeNames: { '#minute': 'minute' },
            ExpressionAttributeValues: {
              ':one': 1,
              ':minute': minute,
              ':perDay': quota.perDay,
              ...(begins
                ? { ':expiresAt': Math.floor(dayEnds.getTime() / 1000) + keptSeconds }
                : { ':perMinute': quota.perMinute }),
            },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          });
          lastMinute.set(clientId, minute);
          return undefined;
        } catch (error) {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
          return plainItem(error.Item ?? {});
        }
      };

      let form = lastMinute.get(clientId) === minute ? goOn : begin;
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        const refusedBy = await update(form);
        if (refusedBy === undefined) return 'counted';
        if (Number(refusedBy['inDay'] ?? 0) >= quota.perDay) return 'day';
        const begun = Number(refusedBy['minute'] ?? 0) >= minute;
        if (begun && Number(refusedBy['inMinute']) >= quota.perMinute) return 'minute';
        form = begun ? goOn : begin;
      }
      throw new Error(`the quota of ${clientId} could not be counted in ${tries} tries`);
    },
  };
}
