/** Puts the reply that an SMS is owed on the queue, by the id of the SMS. */
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
