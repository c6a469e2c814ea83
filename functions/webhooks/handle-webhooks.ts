/** What wakes webhooks: a batch of the FIFO queue. */
import * as z from 'zod';
import { outboundEvent } from '../domain/webhooks/outbound-events.ts';
import { waitAfter } from '../domain/webhooks/retries.ts';
import { deliverEvent } from './deliver-event.ts';
import type { Deps } from './deps.ts';
import { nameOf, NotYet } from './not-yet.ts';

const record = z.object({
  messageId: z.string(),
  receiptHandle: z.string(),
  body: z.string(),
  attributes: z.object({ MessageGroupId: z.string(), ApproximateReceiveCount: z.coerce.number().int() }),
});
type QueueRecord = z.infer<typeof record>;

const input = z.object({ Records: z.array(record) });

type BatchResponse = { batchItemFailures: { itemIdentifier: string }[] };

/** After a failure the rest of that complaint's events wait with it, or a subscriber would see them out of order. */
export function handleWebhooks(deps: Deps) {
  return async (event: unknown): Promise<BatchResponse> => {
    const stopped = new Set<string>();
    const failed: string[] = [];
    for (const one of input.parse(event).Records) {
      const group = one.attributes.MessageGroupId;
      if (stopped.has(group) || !(await deliver(deps, one))) {
        stopped.add(group);
        failed.push(one.messageId);
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

async function deliver(deps: Deps, { body, receiptHandle, attributes }: QueueRecord): Promise<boolean> {
  const outbound = outboundEvent.safeParse(parseJson(body));
  try {
    if (!outbound.success) throw new NotYet('not an event of ours');
    await deliverEvent(deps)(outbound.data);
    return true;
  } catch (error) {
    deps.onFailure({ ...outbound.data, error: nameOf(error) });
    const asked = error instanceof NotYet ? error.retryAfter : undefined;
    // Not told, the queue gives it again after its own visibility timeout: early, and no harm.
    await deps.queue
      .giveAgain(receiptHandle, waitAfter(attributes.ApproximateReceiveCount, asked))
      .catch((cause: unknown) => deps.onFailure({ ...outbound.data, error: nameOf(cause) }));
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
