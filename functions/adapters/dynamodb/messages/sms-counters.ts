/** Counts the SMS of a phone and of the city: one item per phone and local day, and one per day for the city. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { SmsCounters } from '../../../domain/sms/ports.ts';
import { ifHeld, written } from '../conditions.ts';
import { updateItem } from '../dynamodb.ts';
import { keys } from '../keys.ts';

/** Seconds for which a counter stays after its day, so that its SMS can be looked up. */
const keptSeconds = 8 * 86_400;

const expiry = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 1000 + keptSeconds;

/** Access pattern 26 of docs/access-patterns.md. */
export function createSmsCounters(client: DynamoDBDocumentClient, table: string): SmsCounters {
  return {
    async countPhone(mac, { kind, day, hour }, { perHour, perDay }) {
      return written(
        updateItem(client, table, keys.phoneDay(mac, day), {
          UpdateExpression: 'ADD #day :one, #hour :one SET expiresAt = :expiry',
          ConditionExpression:
            '(attribute_not_exists(#day) OR #day < :perDay) AND (attribute_not_exists(#hour) OR #hour < :perHour)',
          ExpressionAttributeNames: { '#day': kind, '#hour': `${kind}${hour}` },
          ExpressionAttributeValues: { ':one': 1, ':perDay': perDay, ':perHour': perHour, ':expiry': expiry(day) },
        }),
      );
    },
    async countCity(day, most) {
      const counted = await ifHeld(
        updateItem(client, table, keys.spend(day), {
          UpdateExpression: 'ADD sent :one SET expiresAt = :expiry',
          ...(most === undefined ? {} : { ConditionExpression: 'attribute_not_exists(sent) OR sent < :most' }),
          ExpressionAttributeValues: {
            ':one': 1,
            ':expiry': expiry(day),
            ...(most === undefined ? {} : { ':most': most }),
          },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return counted && z.number().parse(counted.Attributes?.['sent']);
    },
    async giveBack({ phone, city }, { kind, day, hour }) {
      const less = { ':less': -1 };
      if (phone !== undefined)
        await updateItem(client, table, keys.phoneDay(phone, day), {
          UpdateExpression: 'ADD #day :less, #hour :less',
          ExpressionAttributeNames: { '#day': kind, '#hour': `${kind}${hour}` },
          ExpressionAttributeValues: less,
        });
      if (city)
        await updateItem(client, table, keys.spend(day), {
          UpdateExpression: 'ADD sent :less',
          ExpressionAttributeValues: less,
        });
    },
  };
}
