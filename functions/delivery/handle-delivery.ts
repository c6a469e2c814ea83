/** Handles the events that invoke delivery: a batch of the FIFO queue, its schedules, and SNS's log of failed SMS. */
import * as z from 'zod';
import { handleInOrder, type BatchResponse } from '../domain/kernel/ordered-batch.ts';
import { parseJson } from '../domain/kernel/parse-json.ts';
import { outboundEndpointNotice } from '../domain/messages/endpoint-notice.ts';
import { outboundDigest, outboundReply, queuedMessage } from '../domain/messages/outbound-messages.ts';
import { checkSmsAccount } from './check-sms-account.ts';
import { deliverEndpointNotice } from './deliver-endpoint-notice.ts';
import { deliverReply } from './deliver-reply.ts';
import type { Deps } from './deps.ts';
import { failureLog, markUnreachable } from './mark-unreachable.ts';
import { deliverQueued, releaseHeld, type ReleaseResult } from './release-held.ts';
import { queueDigests, sendDigest } from './send-digests.ts';
import { errorForLog, TryLater } from '../domain/kernel/try-later.ts';

const record = z.object({
  messageId: z.string(),
  body: z.string(),
  attributes: z.object({ MessageGroupId: z.string() }),
});

const input = z.union([
  failureLog,
  z.object({ task: z.enum(['release-held', 'digest', 'sms-account']) }),
  z.object({ Records: z.array(record) }),
]);

/** Time for one message in ms: a publish that hangs takes 10 s, the calls around it 2 s. With less left, it waits for the next run. */
const oneMessageMs = 12_000;

export function handleDelivery(deps: Deps) {
  return async (
    event: unknown,
    context: { getRemainingTimeInMillis(): number },
  ): Promise<BatchResponse | ReleaseResult | { marked: number } | { queued: number } | { sandbox: boolean }> => {
    const hasTime = () => context.getRemainingTimeInMillis() > oneMessageMs;
    const parsed = input.parse(event);
    if ('awslogs' in parsed) return markUnreachable(deps)(parsed);
    if ('Records' in parsed) return handleInOrder(parsed.Records, async ({ body }) => hasTime() && deliver(deps, body));
    if (parsed.task === 'sms-account') return checkSmsAccount(deps)();
    return parsed.task === 'digest' ? queueDigests(deps)() : releaseHeld(deps)(hasTime);
  };
}

async function deliver(deps: Deps, body: string): Promise<boolean> {
  const outbound = anyOutbound.safeParse(parseJson(body));
  const ids = outbound.success ? idsOf(outbound.data) : {};
  try {
    if (!outbound.success) throw new TryLater('not a message of ours');
    if ('subscriptionId' in outbound.data) await deliverEndpointNotice(deps)(outbound.data);
    else if ('inboundId' in outbound.data) await deliverReply(deps)(outbound.data);
    else if ('digest' in outbound.data) await sendDigest(deps)(outbound.data);
    else await deliverQueued(deps)(outbound.data);
    return true;
  } catch (error) {
    deps.onFailure({ ...ids, error: errorForLog(error) });
    return false;
  }
}

const anyOutbound = z.union([queuedMessage, outboundReply, outboundEndpointNotice, outboundDigest]);

function idsOf(outbound: z.infer<typeof anyOutbound>) {
  if ('subscriptionId' in outbound) return { subscriptionId: outbound.subscriptionId };
  if ('inboundId' in outbound) return { inboundId: outbound.inboundId };
  if ('digest' in outbound) return { template: 'digest' };
  const { complaintId, version, template } = outbound;
  return { complaintId, version, template };
}
