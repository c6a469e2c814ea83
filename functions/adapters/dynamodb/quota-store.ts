/**
 * Quotas in the complaints table: one item per client and local day holds both counters, so that a post costs one write unit.
 * An item remembers the last minute it counted in. Which of two writes is needed, to begin a minute or to go on in it, is guessed from
 * what this warm function did last; only a wrong guess costs a second unit.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { QuotaCounter } from '../../domain/city/ports.ts';
import { plainItem, type Item } from './dynamodb.ts';
import { keys } from './keys.ts';

/** Each wrong guess means that another function was quicker at the turn of a minute: more than this never happens. */
const tries = 4;

/** Days after its own that an item stays, for whoever asks what a client used. */
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
          await client.send(
            new UpdateCommand({
              TableName: table,
              Key: keys.quota(clientId, day),
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
            }),
          );
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
