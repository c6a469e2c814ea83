/** What SNS's failure log says: an SMS did not arrive. The complaint remembers it, and its officer is told, once. */
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import { retryRaces } from '../domain/kernel/retry-races.ts';
import { rulesToDecide } from '../access/rules.ts';
import { decideIfAllowed } from '../domain/complaint/transition.ts';
import type { Deps } from './deps.ts';

/** As CloudWatch Logs hands it over: a gzipped batch of lines. */
export const failureLog = z.object({ awslogs: z.object({ data: z.base64() }) });

const batch = z.object({ messageType: z.string(), logEvents: z.array(z.object({ message: z.string() })) });
/** The number in the line is left alone: the message id leads to the complaint. */
const line = z.object({ notification: z.object({ messageId: z.string() }), status: z.literal('FAILURE') });

/** Answers how many complaints were marked. Throws when storage fails; CloudWatch Logs then hands it over again. */
export function markUnreachable(deps: Deps) {
  return async ({ awslogs }: z.infer<typeof failureLog>): Promise<{ marked: number }> => {
    const read = batch.parse(JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString('utf8')));
    let marked = 0;
    if (read.messageType !== 'DATA_MESSAGE') return { marked };
    for (const { message } of read.logEvents) {
      const failed = line.safeParse(parseJson(message));
      const id = failed.success ? await deps.messages.complaintOfSms(failed.data.notification.messageId) : undefined;
      if (id !== undefined && (await mark(deps, id))) marked += 1;
    }
    return { marked };
  };
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
