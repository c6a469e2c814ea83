/** What webhooks keeps, in memory. Passes test/contract/webhook-store.test.ts. */
import type {
  EndpointHealthStore,
  HttpAnswer,
  HttpPoster,
  RelayReader,
  RelayRecords,
  WebhookDeliveries,
} from '../../../functions/domain/webhooks/ports.ts';
import type { RelayRecord } from '../../../functions/domain/webhooks/relay-record.ts';
import type { EndpointHealth } from '../../../functions/domain/webhooks/endpoint-health.ts';
import type { OutboundEvent } from '../../../functions/domain/webhooks/outbound-events.ts';
import type { MemoryTable } from './table.ts';

const eventKey = (id: string, version: number): string => `${id}/${String(version).padStart(6, '0')}`;

export function fakeDeliveries(table: MemoryTable): WebhookDeliveries & { records: Map<string, string> } {
  const records = new Map<string, string>();
  const prefix = ({ complaintId, subscriptionId }: OutboundEvent): string => `${complaintId}/${subscriptionId}/`;
  const name = (outbound: OutboundEvent): string => `${prefix(outbound)}${outbound.version}`;
  const textOf = (id: string, version: number) => structuredClone(table.texts.get(eventKey(id, version))?.text);
  return {
    records,
    async fact({ complaintId: id, version }) {
      const event = table.events.get(eventKey(id, version));
      return event && { event: structuredClone(event), text: textOf(id, version), report: textOf(id, 1) };
    },
    isDelivered: async (outbound) => records.has(name(outbound)),
    markDelivered: async (outbound, at) => void records.set(name(outbound), at),
    wasTold: async (outbound) => [...records.keys()].some((key) => key.startsWith(prefix(outbound))),
  };
}

export function fakeRelays(): RelayRecords & RelayReader & { records: Map<string, RelayRecord> } {
  const records = new Map<string, RelayRecord>();
  const name = ({ complaintId, subscriptionId }: OutboundEvent): string => `${complaintId}/${subscriptionId}`;
  const add = (outbound: OutboundEvent, n: number): number => {
    const before = records.get(name(outbound));
    const attempts = (before?.attempts ?? 0) + n;
    records.set(name(outbound), { ...before, attempts });
    return attempts;
  };
  return {
    records,
    relayed: async (outbound) => structuredClone(records.get(name(outbound))),
    beginAttempt: async (outbound) => add(outbound, 1),
    upstreamIds: async (complaintId) =>
      [...records].flatMap(([key, { upstreamId }]) => {
        const [id, subscriptionId = ''] = key.split('/');
        return id === complaintId && upstreamId !== undefined ? [{ subscriptionId, upstreamId }] : [];
      }),
    cancelAttempt: async (outbound) => void add(outbound, -1),
    async keepUpstreamId(outbound, { upstreamId, transactionId }) {
      const { attempts = 0 } = records.get(name(outbound)) ?? {};
      records.set(name(outbound), { attempts, upstreamId, ...(transactionId === undefined ? {} : { transactionId }) });
    },
  };
}

export function fakeHealth(): EndpointHealthStore & { items: Map<string, EndpointHealth> } {
  const items = new Map<string, EndpointHealth>();
  const name = ({ id, version }: { id: string; version: number }): string => `${id}/${version}`;
  return {
    items,
    health: async (endpoint) => structuredClone(items.get(name(endpoint))),
    async failed(endpoint, at, restsUntil) {
      const before = items.get(name(endpoint)) ?? { failingSince: at.toISOString() };
      const after = { ...before, ...(restsUntil ? { restsUntil: restsUntil.toISOString() } : {}) };
      items.set(name(endpoint), after);
      return structuredClone(after);
    },
    recovered: async (endpoint) => void items.delete(name(endpoint)),
  };
}

export type Posted = { url: string; headers: Record<string, string>; body: string };

/** Takes everything with 200; answers put into `answers` are given first, in order. */
export function fakePoster(): HttpPoster & { posted: Posted[]; answers: HttpAnswer[] } {
  const posted: Posted[] = [];
  const answers: HttpAnswer[] = [];
  return {
    posted,
    answers,
    async post(url, headers, body) {
      posted.push({ url, headers, body });
      return answers.shift() ?? { outcome: 'answered', status: 200, body: '' };
    },
  };
}
