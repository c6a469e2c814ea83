/** Markers and held messages in memory, over the complaints table in memory. Passes test/contract/message-store.contract.test.ts. */
import { recipientName } from '../../../functions/domain/messages/orders.ts';
import type {
  HeldMessage,
  HeldMessages,
  Marker,
  MessageMarkers,
  MessageOrder,
  MessageStore,
} from '../../../functions/domain/messages/ports.ts';
import type { InboundReader } from '../../../functions/domain/sms/ports.ts';
import type { MemoryTable } from './table.ts';

export type FakeMessages = MessageStore &
  InboundReader & {
    markers: Map<string, Marker>;
    rows: Map<string, HeldMessage>;
    /** SMS ids and their complaints. */
    links: Map<string, string>;
  };

/** How the fake names a message: `version/recipient/template` within its complaint. */
export const nameOf = (o: MessageOrder): string =>
  `${o.complaintId}/${String(o.version).padStart(6, '0')}/${recipientName(o.recipient)}/${o.template}`;

const rowName = (date: string, o: MessageOrder): string => `${date}/${o.complaintId}#${recipientName(o.recipient)}`;

export function fakeMessageStore(table: MemoryTable): FakeMessages {
  const markers = new Map<string, Marker>();
  const rows = new Map<string, HeldMessage>();
  const links = new Map<string, string>();
  return {
    markers,
    rows,
    links,
    ...fakeMarkers(markers, links),
    ...fakeHeld(rows),
    inbound: async (id) => structuredClone(table.inbound.get(id)),
    optedOut: async (mac) => table.phones.get(mac)?.optedOut !== undefined,
    event: async (id, version) => structuredClone(table.events.get(`${id}/${String(version).padStart(6, '0')}`)),
  };
}

function fakeMarkers(markers: Map<string, Marker>, links: Map<string, string>): MessageMarkers {
  return {
    marker: async (order) => structuredClone(markers.get(nameOf(order))),
    async claim(order, now, leaseUntil) {
      const before = markers.get(nameOf(order));
      if (before && before.status !== 'claimed') return { outcome: 'finished' };
      if (before && before.leaseUntil > now.toISOString()) return { outcome: 'leased' };
      const attempts = (before?.attempts ?? 0) + 1;
      markers.set(nameOf(order), { status: 'claimed', leaseUntil: leaseUntil.toISOString(), attempts });
      return { outcome: 'claimed', attempts };
    },
    async release(order) {
      const before = markers.get(nameOf(order));
      if (before?.status !== 'claimed') return;
      const leaseUntil = new Date(0).toISOString();
      markers.set(nameOf(order), { status: 'claimed', leaseUntil, attempts: before.attempts - 1 });
    },
    confirm: async (order, marker) => void markers.set(nameOf(order), marker),
    async drop(order, reason, at) {
      const before = markers.get(nameOf(order));
      if (before && before.status !== 'claimed') return false;
      markers.set(nameOf(order), { status: 'dropped', reason, at });
      return true;
    },
    async newerSent(order) {
      return [...markers].some(([name, { status }]) => {
        const [id, version, recipient] = name.split('/');
        const newer = id === order.complaintId && Number(version) > order.version;
        return newer && recipient === recipientName(order.recipient) && (status === 'sent' || status === 'unconfirmed');
      });
    },
    complaintOfSms: async (messageId) => links.get(messageId),
    linkSms: async (messageId, complaintId) => void links.set(messageId, complaintId),
  };
}

function fakeHeld(rows: Map<string, HeldMessage>): HeldMessages {
  return {
    heldFor: async (order, date) => structuredClone(rows.get(rowName(date, order))),
    async hold(held) {
      const name = rowName(held.date, held.order);
      if ((rows.get(name)?.order.version ?? 0) > held.order.version) return false;
      rows.set(name, structuredClone(held));
      return true;
    },
    async held(date, limit, from) {
      const names = [...rows.keys()].filter((n) => n.startsWith(`${date}/`)).sort();
      const rest = names.filter((n) => from === undefined || n > from);
      const page = rest.slice(0, limit);
      const items = page.map((n) => structuredClone(rows.get(n)!));
      return rest.length > limit ? { items, next: page.at(-1)! } : { items };
    },
    async unhold({ date, order }) {
      const name = rowName(date, order);
      if (rows.get(name)?.order.version === order.version) rows.delete(name);
    },
  };
}
