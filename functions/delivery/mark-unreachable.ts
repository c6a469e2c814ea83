/** Marks a complaint as unreachable when SNS's failure log says that its reporter's phone took no SMS, so that its officer is told once. */
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import { parseJson } from '../domain/kernel/parse-json.ts';
import { Unreadable } from '../domain/kernel/errors.ts';
import { retryRaces } from '../domain/kernel/retry-races.ts';
import { rulesToDecide } from '../access/rules.ts';
import { decideIfAllowed } from '../domain/complaint/transition.ts';
import type { Deps } from './deps.ts';

/** The event of CloudWatch Logs: a gzipped batch of lines. */
export const failureLog = z.object({ awslogs: z.object({ data: z.base64() }) });

const batch = z.object({ messageType: z.string(), logEvents: z.array(z.object({ message: z.string() })) });
/** The members of a line that are read. The phone number is not: the message id leads to the complaint. */
const line = z.object({
  notification: z.object({ messageId: z.string() }),
  delivery: z.object({ providerResponse: z.string() }).optional(),
  status: z.literal('FAILURE'),
});

/**
 * Reasons of a failure that lie with the phone, in SNS's words (docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html). All others, such
 * as a carrier that is away or blocks the city, a price above the limit or a spent quota, say nothing about the reporter: the city is told.
 */
const ofThePhone = new Set([
  'Destination is on a blocked list',
  'Invalid phone number',
  'Phone has blocked SMS',
  'Phone is currently unreachable/unavailable',
  'Phone is on a blocked list',
  'Phone number is opted out',
]);

/**
 * Returns the number of complaints marked; a failure that is not the phone's counts `SmsFailed`, which rings. Throws when storage fails;
 * CloudWatch Logs then sends the batch again.
 */
export function markUnreachable(deps: Deps) {
  return async ({ awslogs }: z.infer<typeof failureLog>): Promise<{ marked: number }> => {
    const read = batch.parse(JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString('utf8')));
    let marked = 0;
    if (read.messageType !== 'DATA_MESSAGE') return { marked };
    for (const { message } of read.logEvents) {
      const failed = line.safeParse(parseJson(message));
      if (!failed.success) continue;
      const { notification, delivery } = failed.data;
      if (!ofThePhone.has(delivery?.providerResponse ?? '')) {
        deps.count('SmsFailed');
        continue;
      }
      const id = await deps.messages.complaintOfSms(notification.messageId);
      if (id !== undefined && (await markOne(deps, id).catch(noneIfUnreadable))) marked += 1;
    }
    return { marked };
  };
}

/** A complaint that cannot be read was reported; the lines after it count all the same. */
function noneIfUnreadable(error: unknown): false {
  if (error instanceof Unreadable) return false;
  throw error;
}

/** Marks one complaint. Returns false when it is marked already, or closed. */
export function markOne(deps: Deps, id: string): Promise<boolean> {
  return retryRaces(async () => {
    const complaint = await deps.complaints.get(id);
    if (!complaint || complaint.unreachableAt !== undefined) return false;
    const command = { action: 'unreachable', actor: { role: 'system' }, parties: ['system'] } as const;
    const change = decideIfAllowed(complaint, command, await rulesToDecide(complaint, deps));
    if (change) await deps.complaints.save(change);
    return change !== undefined;
  });
}
