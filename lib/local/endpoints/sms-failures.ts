import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { Functions } from '../lambda/functions.ts';
import type { Outbox } from '../services/outbox.ts';

/** Names an undelivered SMS: the last one to a number. */
export const FailedSms = z.strictObject({ to: z.string() });
export type FailedSms = z.infer<typeof FailedSms>;

/**
 * Plays SNS's log of failed SMS: hands the delivery function the line that CloudWatch Logs would. A deployed stage has the log only where it
 * owns the account's; the function is the same.
 */
export function createSmsFailures(outbox: Outbox, functions: Functions) {
  return async ({ to }: FailedSms): Promise<unknown> => {
    const messageId = outbox.lastSmsId(to);
    const delivery = functions.all.find(({ name }) => name.endsWith('-delivery'));
    if (messageId === undefined || delivery === undefined) return undefined;
    const message = JSON.stringify({
      notification: { messageId, timestamp: new Date(0).toISOString() },
      delivery: { destination: to, providerResponse: 'Phone is currently unreachable/unavailable' },
      status: 'FAILURE',
    });
    const batch = { messageType: 'DATA_MESSAGE', logEvents: [{ id: '1', timestamp: 0, message }] };
    const data = gzipSync(JSON.stringify(batch)).toString('base64');
    const outcome = await functions.invoke(delivery, JSON.stringify({ awslogs: { data } }));
    return { messageId, ok: outcome.ok };
  };
}
