/** Webhooks in memory: complaints that live, subscriptions, and what was posted. */
import { createLapor } from '../../functions/adapters/http/lapor-addstream.ts';
import type { Change } from '../../functions/domain/complaint/complaint.ts';
import type { ApiClient } from '../../functions/domain/city/records.ts';
import type { OutboundEndpointNotice } from '../../functions/domain/messages/endpoint-notice.ts';
import type { Filing } from '../../functions/domain/complaint/filing.ts';
import type { Subscription, SubscriptionSecrets } from '../../functions/domain/webhooks/subscription.ts';
import { decide } from '../../functions/domain/complaint/transition.ts';
import type { OutboundEvent } from '../../functions/domain/webhooks/outbound-events.ts';
import { deliverEvent } from '../../functions/webhooks/deliver-event.ts';
import type { Deps } from '../../functions/webhooks/deps.ts';
import { rulesAt } from './ambon.ts';
import { command, filed, type Step } from './complaints.ts';
import { manualClock } from './fakes/clock.ts';
import { apiKeys, fakeDirectory } from './fakes/directory.ts';
import { memoryTable } from './fakes/table.ts';
import { fakeDeliveries, fakeHealth, fakePoster, fakeRelays } from './fakes/webhooks.ts';
import { fakeSecrets, secretsFor, secretOf } from './subscriptions.ts';

export const complaintId = 'AMB-7K3Q9C5';

/** `reader` may have webhooks, `app` too and filed the complaint; `press` sees confidential ones. */
const clients: Record<string, ApiClient> = {
  app: { ...apiKeys['key-app'], scopes: ['complaints:write', 'complaints:read', 'webhooks'] },
  reader: { ...apiKeys['key-reader'], scopes: ['complaints:read', 'webhooks'], contact: 'it@reader.example' },
  press: {
    ...apiKeys['key-reader'],
    clientId: 'press',
    scopes: ['complaints:read', 'complaints:confidential', 'webhooks'],
  },
  silent: { ...apiKeys['key-reader'], clientId: 'silent', scopes: ['complaints:read'] },
  suspended: { ...apiKeys['key-suspended'], scopes: ['webhooks'] },
};

export function webhookWorld(...subscriptions: Subscription[]) {
  const table = memoryTable();
  const clock = manualClock('2026-03-13 10:00');
  const deliveries = fakeDeliveries(table);
  const relays = fakeRelays();
  const endpoints = fakeHealth();
  const poster = fakePoster();
  const owed: OutboundEndpointNotice[] = [];
  const disabled: [string, string][] = [];
  const counted: string[] = [];
  const failures: unknown[] = [];
  /** What a subscription has instead of one secret and a token. */
  const encryptedSecrets = new Map<string, SubscriptionSecrets>();
  const waits: number[] = [];
  const deps: Deps = {
    clock,
    directory: { ...fakeDirectory(), client: async (id) => clients[id] },
    complaints: { get: async (id) => structuredClone(table.complaints.get(id)) },
    deliveries,
    relays,
    endpoints,
    subscriptions: {
      subscriptions: async () => subscriptions,
      disable: async ({ id }, reason) => void disabled.push([id, reason]),
    },
    encryptedSecrets: {
      secretsOf: async (id) => encryptedSecrets.get(id) ?? secretsFor(id, [secretOf(1)], 'rahasia-token'),
    },
    secrets: fakeSecrets,
    poster,
    upstream: createLapor(poster),
    endpointNotices: { owe: async (outbound) => void owed.push(outbound) },
    queue: { giveAgain: async (_receipt, seconds) => void waits.push(seconds) },
    count: (name) => void counted.push(name),
    onFailure: (what) => void failures.push(what),
  };
  const keep = ({ complaint, event, text }: Change): void => {
    const key = `${complaint.id}/${String(event.version).padStart(6, '0')}`;
    table.complaints.set(complaint.id, complaint);
    table.events.set(key, event);
    if (text) table.texts.set(key, text);
  };
  const outbound = (version: number, subscriptionId = subscriptions[0]?.id ?? ''): OutboundEvent => ({
    complaintId,
    version,
    subscriptionId,
  });
  return {
    table,
    clock,
    deliveries,
    relays,
    endpoints,
    poster,
    owed,
    encryptedSecrets,
    disabled,
    counted,
    failures,
    waits,
    deps,
    outbound,
    keep,
    file: (over: Partial<Filing> = {}) => keep(filed('2026-03-13 10:00', { id: complaintId, ...over })),
    act([local, action, by, fields]: Step) {
      keep(decide(table.complaints.get(complaintId)!, command(action, by, fields), rulesAt(local)));
    },
    deliver: (version: number, subscriptionId?: string) => deliverEvent(deps)(outbound(version, subscriptionId)),
    /** Bodies of what was posted, parsed. */
    // oxlint-disable-next-line typescript/no-explicit-any -- JSON, asserted by whoever reads it
    bodies: (): any[] => poster.posted.map(({ body }) => JSON.parse(body)),
  };
}
