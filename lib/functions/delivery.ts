import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { emailRelayOwner } from '../../functions/domain/city/email-relay.ts';
import { complaintsNeed, identitiesNeed } from '../constructs/complaints-need.ts';
import type { Deployment } from '../stacks/deployment.ts';
import type { FifoQueue } from '../constructs/fifo-queue.ts';
import type { Need } from '../constructs/need.ts';
import type { OfficerTopic } from '../constructs/officer-topic.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import {
  directoryNeed,
  identityKeyNeed,
  officerPhoneNeed,
  replyKeyNeed,
  secretsKeyNeed,
  webhookLoopbackNeed,
} from '../constructs/shared-needs.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** Seconds: five messages of about 0.3 s, and SNS's own retries. The queue hides a message six times as long. */
export const deliveryTimeoutSeconds = 30;

/** Sends SMS and officer notices, and in the morning the messages held overnight. */
export const delivery = (
  { data: { complaints, identities, directory, keys }, deployment }: ServiceContext,
  officers: OfficerTopic,
  messages: FifoQueue,
): FunctionFacts => ({
  name: 'delivery',
  description: 'Sends SMS and officer notices; each hour of the day those that were held',
  severity: 'high',
  errorImpact: 'Messages to citizens and officers wait, and after ten tries are not sent at all.',
  timeoutSeconds: deliveryTimeoutSeconds,
  needs: [
    complaintsNeed(complaints, {
      items: [
        { sid: 'ReadComplaints', verbs: ['GetItem', 'BatchGetItem', 'Query'] },
        // An event at a complaint that could not be told, within a transaction; held rows and SNS ids.
        { sid: 'StoreEvents', verbs: ['PutItem'] },
        // Idempotency records in the complaint, replies and caps.
        {
          sid: 'StoreIdempotencyRecords',
          verbs: ['UpdateItem'],
          partitions: [`${deployment.idPrefix}-*`, 'phone#*', 'inbound#*', 'spend#*', 'digest#*'],
        },
        { sid: 'ReleaseHeld', verbs: ['DeleteItem'], partitions: ['held#*'] },
      ],
      indexes: ['queue'],
    }),
    identitiesNeed(identities, 'GetItem'),
    directoryNeed(directory),
    identityKeyNeed(keys, 'Decrypt'),
    replyKeyNeed(keys, 'Decrypt'),
    officerPhoneNeed(keys, 'Decrypt'),
    secretsKeyNeed(keys, 'Decrypt', emailRelayOwner),
    webhookLoopbackNeed(deployment),
    officers.publisherNeed(),
    // Gives held messages and digests back to its own queue.
    messages.senderNeed(),
    smsNeed(deployment),
  ],
});

/** Phones have no ARN: what may be published to is everything that is not a topic or an endpoint. */
function smsNeed(deployment: Deployment): Need {
  return {
    environment: {
      SMS_MAX_PRICE_USD: String(deployment.smsMaxPriceUsd),
      ...(deployment.smsSenderId !== undefined && { SMS_SENDER_ID: deployment.smsSenderId }),
    },
    statements: [
      new PolicyStatement({ sid: 'SendSms', actions: ['sns:Publish'], notResources: ['arn:aws:sns:*:*:*'] }),
    ],
  };
}
