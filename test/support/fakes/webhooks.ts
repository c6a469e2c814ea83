/** What webhooks keeps, in memory. Passes test/contract/webhook-store.test.ts. */
import type {
  EndpointHealth,
  EndpointHealthStore,
  HttpAnswer,
  HttpPoster,
  RelayReader,
  RelayRecord,
  RelayRecords,
  WebhookDeliveries,
  WebhookOrder,
} from '../../../functions/domain/webhooks/ports.ts';
import type { MemoryTable } from './table.ts';

const eventKey = (id: string, version: number): string => `${id}/${String(version).padStart(6, '0')}`;

export function fakeDeliveries(table: MemoryTable): WebhookDeliveries & { records: Map<string, string> } {
  const records = new Map<string, string>();
  const prefix = ({ complaintId, subscriptionId }: WebhookOrder): string => `${complaintId}/${subscriptionId}/`;
  const name = (order: WebhookOrder): string => `${prefix(order)}${order.version}`;
  const textOf = (id: string, version: number) => structuredClone(table.texts.get(eventKey(id, version))?.text);
  return {
    records,
    async fact({ complaintId: id, version }) {
      const event = table.events.get(eventKey(id, version));
      return event && { event: structuredClone(event), text: textOf(id, version), report: textOf(id, 1) };
    },
    isDelivered: async (order) => records.has(name(order)),
    markDelivered: async (order, at) => void records.set(name(order), at),
    wasTold: async (order) => [...records.keys()].some((key) => key.startsWith(prefix(order))),
  };
}

export function fakeRelays(): RelayRecords & RelayReader & { records: Map<string, RelayRecord> } {
  const records = new Map<string, RelayRecord>();
  const name = ({ complaintId, subscriptionId }: WebhookOrder): string => `${complaintId}/${subscriptionId}`;
  const add = (order: WebhookOrder, n: number): number => {
    const before = records.get(name(order));
    const attempts = (before?.attempts ?? 0) + n;
    records.set(name(order), { ...before, attempts });
    return attempts;
  };
  return {
    records,
    relayed: async (order) => structuredClone(records.get(name(order))),
    beginAttempt: async (order) => add(order, 1),
    upstreamIds: async (complaintId) =>
      [...records].flatMap(([key, { upstreamId }]) => {
        const [id, subscriptionId = ''] = key.split('/');
        return id === complaintId && upstreamId !== undefined ? [{ subscriptionId, upstreamId }] : [];
      }),
    cancelAttempt: async (order) => void add(order, -1),
    async keepUpstreamId(order, { upstreamId, transactionId }) {
      const { attempts = 0 } = records.get(name(order)) ?? {};
      records.set(name(order), { attempts, upstreamId, ...(transactionId === undefined ? {} : { transactionId }) });
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
