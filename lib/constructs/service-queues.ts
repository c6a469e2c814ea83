import type { Construct } from 'constructs';
import { webhookTries } from '../../functions/domain/webhooks/retries.ts';
import type { Alarms } from './alarms.ts';
import { FifoQueue } from './fifo-queue.ts';

/** Messages owed to citizens and officers: ids only, FIFO by complaint, so that "closed" never overtakes "answered". */
export function messageQueue(scope: Construct, alarms: Alarms, timeoutSeconds: number): FifoQueue {
  return new FifoQueue(scope, 'Messages', {
    name: 'messages',
    holds: 'Messages',
    alarms,
    severity: 'high',
    // Ten tries at 3 minutes: half an hour of SNS trouble passes by itself; after that a person should look.
    tries: 10,
    dead: {
      what: 'A message could not be sent in ten tries.',
      impact: 'A citizen or an officer was not told what happened to a complaint.',
    },
    late: {
      above: 15 * 60,
      what: 'The oldest message has waited for more than 15 minutes.',
      impact: 'Citizens and officers hear late of what happened to their complaints.',
    },
    // Small batches, because a message is several calls (claim, decrypt, publish, confirm: about 0.3 s) within one timeout.
    // Two readers at 3 messages a second stay below the 20 SMS a second of a new SNS account.
    reader: { timeoutSeconds, batchSize: 5, maxConcurrency: 2 },
    variable: 'MESSAGE_QUEUE_URL',
    readerDefers: false,
  });
}

/** Events owed to subscribers: ids only, FIFO by complaint and subscription, so that each subscriber hears a complaint's life in order. */
export function webhookQueue(scope: Construct, alarms: Alarms, timeoutSeconds: number): FifoQueue {
  return new FifoQueue(scope, 'WebhookEvents', {
    name: 'webhooks',
    holds: 'Events',
    alarms,
    severity: 'medium',
    tries: webhookTries,
    dead: {
      what: `A subscriber has not taken an event in ${webhookTries} tries over a day.`,
      impact:
        'An app or a system above the city does not know what happened to a complaint; the complaint itself goes on.',
    },
    late: {
      above: 26 * 3600,
      what: 'The oldest event for a subscriber has waited for more than 26 hours, though after a day it should have been parked.',
      impact: 'Apps and systems above the city hear nothing new.',
    },
    // An endpoint may take ten seconds: one event at a time, and five readers, so that a slow endpoint leaves room for the others.
    reader: { timeoutSeconds, batchSize: 1, maxConcurrency: 5 },
    variable: 'WEBHOOK_QUEUE_URL',
    // The visibility timeout applies only to a reader that died.
    readerDefers: true,
  });
}
