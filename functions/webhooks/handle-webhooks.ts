/** Handles a batch of the FIFO queue of outbound events. */
import * as z from 'zod';
import { handleInOrder, type BatchResponse } from '../domain/kernel/ordered-batch.ts';
import { parseJson } from '../domain/kernel/parse-json.ts';
import { outboundEvent } from '../domain/webhooks/outbound-events.ts';
import { waitAfter } from '../domain/webhooks/retries.ts';
import { deliverEvent } from './deliver-event.ts';
import type { Deps } from './deps.ts';
import { errorForLog, TryLater } from '../domain/kernel/try-later.ts';

const record = z.object({
  messageId: z.string(),
  receiptHandle: z.string(),
  body: z.string(),
  attributes: z.object({ MessageGroupId: z.string(), ApproximateReceiveCount: z.coerce.number().int() }),
});
type QueueRecord = z.infer<typeof record>;

const input = z.object({ Records: z.array(record) });

/** Delivers a batch. After a failure the complaint's other events wait with it, so that the subscriber sees them in order. */
export function handleWebhooks(deps: Deps) {
  return async (event: unknown): Promise<BatchResponse> =>
    handleInOrder(input.parse(event).Records, (one) => deliver(deps, one));
}

async function deliver(deps: Deps, { body, receiptHandle, attributes }: QueueRecord): Promise<boolean> {
  const outbound = outboundEvent.safeParse(parseJson(body));
  try {
    if (!outbound.success) throw new TryLater('not an event of ours');
    await deliverEvent(deps)(outbound.data);
    return true;
  } catch (error) {
    deps.onFailure({ ...outbound.data, error: errorForLog(error) });
    const asked = error instanceof TryLater ? error.retryAfter : undefined;
    // If this fails, the queue gives the event again after its own visibility timeout, which is early and does no harm.
    await deps.queue
      .giveAgain(receiptHandle, waitAfter(attributes.ApproximateReceiveCount, asked))
      .catch((cause: unknown) => deps.onFailure({ ...outbound.data, error: errorForLog(cause) }));
    return false;
  }
}
