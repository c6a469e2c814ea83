/** Marks a complaint as unreachable when SNS's failure log says that an SMS to its reporter did not arrive, so that its officer is told once. */
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
const line = z.object({ notification: z.object({ messageId: z.string() }), status: z.literal('FAILURE') });

/** Returns the number of complaints marked. Throws when storage fails; CloudWatch Logs then sends the batch again. */
export function markUnreachable(deps: Deps) {
  return async ({ awslogs }: z.infer<typeof failureLog>): Promise<{ marked: number }> => {
    const read = batch.parse(JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString('utf8')));
    let marked = 0;
    if (read.messageType !== 'DATA_MESSAGE') return { marked };
    for (const { message } of read.logEvents) {
      const failed = line.safeParse(parseJson(message));
      const id = failed.success ? await deps.messages.complaintOfSms(failed.data.notification.messageId) : undefined;
      if (id !== undefined && (await mark(deps, id).catch(noneIfUnreadable))) marked += 1;
    }
    return { marked };
  };
}

/** A complaint that cannot be read was reported; the lines after it count all the same. */
function noneIfUnreadable(error: unknown): false {
  if (error instanceof Unreadable) return false;
  throw error;
}

/** Returns false when the complaint is marked already, or closed. */
function mark(deps: Deps, id: string): Promise<boolean> {
  return retryRaces(async () => {
    const complaint = await deps.complaints.get(id);
    if (!complaint || complaint.unreachableAt !== undefined) return false;
    const command = { action: 'unreachable', actor: { role: 'system' }, parties: ['system'] } as const;
    const change = decideIfAllowed(complaint, command, await rulesToDecide(complaint, deps));
    if (change) await deps.complaints.save(change);
    return change !== undefined;
  });
}
