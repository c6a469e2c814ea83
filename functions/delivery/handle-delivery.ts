/** What wakes delivery: a batch of the FIFO queue, the schedules of the hour and the morning, or SNS's log of failed SMS. */
import * as z from 'zod';
import { endpointOrder } from '../domain/messages/endpoint-notice.ts';
import { messageOrder, replyOrder } from '../domain/messages/orders.ts';
import { deliverEndpointNotice } from './deliver-endpoint-notice.ts';
import { deliverMessage } from './deliver-message.ts';
import { deliverReply } from './deliver-reply.ts';
import type { Deps } from './deps.ts';
import { failureLog, markUnreachable } from './mark-unreachable.ts';
import { releaseHeld, type ReleaseResult } from './release-held.ts';
import { sendDigests, type DigestResult } from './send-digests.ts';
import { nameOf, TryLater } from './try-later.ts';

const record = z.object({
  messageId: z.string(),
  body: z.string(),
  attributes: z.object({ MessageGroupId: z.string() }),
});
type QueueRecord = z.infer<typeof record>;

const input = z.union([
  failureLog,
  z.object({ task: z.enum(['release-held', 'digest']) }),
  z.object({ Records: z.array(record) }),
]);

type BatchResponse = { batchItemFailures: { itemIdentifier: string }[] };

/** Time for one message: a publish that hangs takes 10 s, the calls around it 2 s. With less left it waits for the next run. */
const oneMessageMs = 12_000;

export const handleDelivery =
  (deps: Deps) =>
  async (
    event: unknown,
    context: { getRemainingTimeInMillis(): number },
  ): Promise<BatchResponse | ReleaseResult | { marked: number } | DigestResult> => {
    const hasTime = () => context.getRemainingTimeInMillis() > oneMessageMs;
    const parsed = input.parse(event);
    if ('awslogs' in parsed) return markUnreachable(deps)(parsed);
    if ('Records' in parsed) return deliverBatch(deps, parsed.Records, hasTime);
    if (parsed.task === 'digest') return sendDigests(deps)(hasTime);
    const result = await releaseHeld(deps)(hasTime);
    // An error, so that Lambda tries again and the alarm sees it; what was sent has its idempotency record.
    if (result.failed > 0) throw new Error(`${result.failed} held messages could not be sent`);
    return result;
  };

/** After a failure the rest of that complaint's messages wait with it, or the queue's order would be lost. */
async function deliverBatch(deps: Deps, records: QueueRecord[], hasTime: () => boolean): Promise<BatchResponse> {
  const stopped = new Set<string>();
  const failed: string[] = [];
  for (const { messageId, body, attributes } of records) {
    const group = attributes.MessageGroupId;
    if (stopped.has(group) || !hasTime() || !(await deliver(deps, body))) {
      stopped.add(group);
      failed.push(messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function deliver(deps: Deps, body: string): Promise<boolean> {
  const order = anyOrder.safeParse(parseJson(body));
  const ids = order.success ? idsOf(order.data) : {};
  try {
    if (!order.success) throw new TryLater('not an order');
    if ('subscriptionId' in order.data) await deliverEndpointNotice(deps)(order.data);
    else if ('inboundId' in order.data) await deliverReply(deps)(order.data);
    else await deliverMessage(deps)(order.data);
    return true;
  } catch (error) {
    deps.onFailure({ ...ids, error: nameOf(error) });
    return false;
  }
}

const anyOrder = z.union([messageOrder, replyOrder, endpointOrder]);

function idsOf(order: z.infer<typeof anyOrder>) {
  if ('subscriptionId' in order) return { subscriptionId: order.subscriptionId };
  if ('inboundId' in order) return { inboundId: order.inboundId };
  const { complaintId, version, template } = order;
  return { complaintId, version, template };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
