import { complaintsNeed } from '../constructs/complaints-need.ts';
import type { FifoQueue } from '../constructs/fifo-queue.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed } from '../constructs/shared-needs.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** Impact while notification fails, stands still or has given up. */
export const notificationImpact =
  'Citizens and officers are not told what happens to their complaints; deadlines run on unnoticed.';

/** Turns an event into messages, one per recipient, and into what subscribers are told. */
export const notification = (
  { data: { complaints, directory } }: ServiceContext,
  { messages, webhooks }: { readonly messages: FifoQueue; readonly webhooks: FifoQueue },
): FunctionFacts => ({
  name: 'notification',
  description: 'From the stream: turns an event into messages, one per recipient',
  severity: 'high',
  errorImpact: notificationImpact,
  // As routing: 25 events of 0.2 s, and room for retries.
  timeoutSeconds: 30,
  needs: [
    complaintsNeed(complaints, {
      items: [{ sid: 'ReadComplaints', verbs: ['Query'] }],
    }),
    directoryNeed(directory),
    messages.senderNeed(),
    webhooks.senderNeed(),
  ],
});
