/** What an event owes to people, put on the queue as ids. Running it again owes the same messages under the same keys. */
import type { ComplaintEvent } from '../domain/complaint.ts';
import { ordersFor } from '../domain/orders.ts';
import type { ComplaintReader, MessageQueue } from '../domain/ports.ts';

export type Deps = { complaints: Pick<ComplaintReader, 'get'>; queue: MessageQueue };

export const notifyEvent =
  ({ complaints, queue }: Deps) =>
  async (event: ComplaintEvent): Promise<void> => {
    // Only a forward must know whether event 1 has announced it: the one read of this function.
    const complaint = event.action === 'forward' ? await complaints.get(event.complaintId, event.version) : undefined;
    const announced = complaint?.autoForwardTo !== undefined && complaint.autoForwardTo === event.agencyId;
    const orders = ordersFor(event, { announced });
    if (orders.length > 0) await queue.send(orders);
  };
