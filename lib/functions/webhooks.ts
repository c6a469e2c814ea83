import { secretOwner } from '../../functions/domain/webhooks/subscription.ts';
import { complaintsNeed, onlyPartitions } from '../constructs/complaints-need.ts';
import type { FifoQueue } from '../constructs/fifo-queue.ts';
import { allow } from '../constructs/need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed, secretsKeyNeed, webhookLoopbackNeed } from '../constructs/shared-needs.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** Seconds: a filing upstream and a post of 10 s each, and the calls around them. */
export const webhooksTimeoutSeconds = 30;

/** Tells subscribers of events by signed posts, and files complaints in a system above the city. */
export const webhooks = (
  { data: { complaints, directory, keys }, deployment }: ServiceContext,
  messages: FifoQueue,
): FunctionFacts => ({
  name: 'webhooks',
  description: 'Signed posts to subscribers; the national relay',
  severity: 'medium',
  errorImpact: 'Apps and systems above the city hear late of what happened; complaints go on.',
  timeoutSeconds: webhooksTimeoutSeconds,
  needs: [
    complaintsNeed(complaints, {
      items: [
        { sid: 'ReadComplaints', verbs: ['GetItem', 'BatchGetItem'] },
        // The items lie in partitions of their own, so that this function cannot change a complaint.
        {
          sid: 'StoreDeliveries',
          verbs: ['PutItem', 'UpdateItem', 'Query'],
          partitions: ['webhook#*', 'endpoint#*'],
        },
        { sid: 'ForgetFailures', verbs: ['DeleteItem'], partitions: ['endpoint#*'] },
      ],
    }),
    directoryNeed(directory),
    {
      statements: [
        allow('DisableEndpoint', ['dynamodb:UpdateItem'], [directory.tableArn], onlyPartitions(['subscription'])),
      ],
    },
    webhookLoopbackNeed(deployment),
    secretsKeyNeed(keys, 'Decrypt', secretOwner({ id: '*' })),
    // Delivery sends the city's notice of a disabled endpoint.
    messages.senderNeed(),
  ],
});
