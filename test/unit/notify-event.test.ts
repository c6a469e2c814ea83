import { describe, expect, test } from 'vitest';
import { notifyEvent } from '../../functions/notification/notify-event.ts';
import { agencyId, filed, story, type Story } from '../support/complaints.ts';
import { fakeQueue } from '../support/fakes/senders.ts';

const day = '2026-03-13 10:00';

async function notified({ complaint, events }: Story) {
  const queue = fakeQueue();
  let reads = 0;
  const notify = notifyEvent({
    queue,
    complaints: {
      get: async () => {
        reads += 1;
        return complaint;
      },
    },
  });
  for (const event of events) await notify(event);
  return { templates: queue.orders.map((o) => `${o.version} ${o.template}`), reads };
}

describe('notification', () => {
  test('of a complaint that goes on at once: one SMS, not two', async () => {
    const told = await notified(story(filed(day, { autoForwardTo: agencyId }), [[day, 'forward', 'system']]));
    expect(told).toEqual({ templates: ['1 received-forwarded', '2 assigned'], reads: 1 });
  });

  test('of a forward that event 1 did not announce, or to another agency', async () => {
    const forward = [day, 'forward', 'system', { agencyId }] as const;
    const unannounced = await notified(story(filed(day), [forward]));
    const elsewhere = await notified(story(filed(day, { autoForwardTo: 'dinas-pupr' }), [forward]));
    expect(unannounced.templates).toEqual(['1 received', '1 new', '2 forwarded', '2 assigned']);
    expect(elsewhere.templates).toEqual(['1 received-forwarded', '2 forwarded', '2 assigned']);
  });

  test('reads nothing for any other event, and queues nothing for one that owes nothing', async () => {
    const told = await notified(
      story(filed(day), [
        [day, 'verify', 'coordinator', { agencyId }],
        [day, 'respond', 'owner'],
      ]),
    );
    expect(told).toEqual({ templates: ['1 received', '1 new', '2 forwarded', '2 assigned'], reads: 0 });
  });
});
