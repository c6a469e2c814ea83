/** The reply that an SMS is owed, put on the queue by its id. */
import type { MessageQueue } from '../domain/messages/ports.ts';

export type Deps = { queue: Pick<MessageQueue, 'sendReply'> };

export function notifyInbound({ queue }: Deps) {
  return async ({
    inboundId,
    mac,
    owesReply,
  }: {
    inboundId: string;
    mac: string;
    owesReply: boolean;
  }): Promise<void> => {
    if (owesReply) await queue.sendReply({ inboundId, mac });
  };
}
