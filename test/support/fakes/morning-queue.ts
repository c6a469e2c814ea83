/** The queue that delivery reads, in memory, for what it gives itself: emptied by hand, so that a test sees what was queued. */
import type { OutboundDigest, QueuedMessage } from '../../../functions/domain/messages/outbound-messages.ts';
import type { MorningQueue } from '../../../functions/domain/messages/ports.ts';

export type FakeMorningQueue = MorningQueue & {
  released: QueuedMessage[];
  digests: OutboundDigest[];
  /** The runs that released. */
  runs: string[];
};

export function fakeMorningQueue(): FakeMorningQueue {
  const [released, digests, runs]: [QueuedMessage[], OutboundDigest[], string[]] = [[], [], []];
  return {
    released,
    digests,
    runs,
    async release(held, run) {
      runs.push(run);
      released.push(...held.map(({ date, message }) => ({ ...message, heldOn: date })));
    },
    sendDigests: async (wanted) => void digests.push(...wanted),
  };
}
