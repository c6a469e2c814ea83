/** Idempotency records and held messages in memory, over the complaints table in memory. Passes test/contract/message-store.contract.test.ts. */
import type { IdempotencyRecord } from '../../../functions/domain/messages/idempotency-record.ts';
import { recipientName, type OutboundMessage } from '../../../functions/domain/messages/outbound-messages.ts';
import type {
  HeldMessage,
  HeldMessages,
  IdempotencyRecords,
  MessageStore,
} from '../../../functions/domain/messages/ports.ts';
import type { InboundReader } from '../../../functions/domain/sms/ports.ts';
import type { MemoryTable } from './table.ts';

export type FakeMessages = MessageStore &
  InboundReader & {
    records: Map<string, IdempotencyRecord>;
    rows: Map<string, HeldMessage>;
    /** SMS ids and their complaints. */
    links: Map<string, string>;
  };

/** How the fake names a message: `version/recipient/template` within its complaint. */
export const nameOf = (o: OutboundMessage): string =>
  `${o.complaintId}/${String(o.version).padStart(6, '0')}/${recipientName(o.recipient)}/${o.template}`;

const rowName = (date: string, o: OutboundMessage): string => `${date}/${o.complaintId}#${recipientName(o.recipient)}`;

export function fakeMessageStore(table: MemoryTable): FakeMessages {
  const records = new Map<string, IdempotencyRecord>();
  const rows = new Map<string, HeldMessage>();
  const links = new Map<string, string>();
  return {
    records,
    rows,
    links,
    ...fakeRecords(records, links),
    ...fakeHeld(rows),
    inbound: async (id) => structuredClone(table.inbound.get(id)),
    optedOut: async (mac) => table.phones.get(mac)?.optedOut !== undefined,
    event: async (id, version) => structuredClone(table.events.get(`${id}/${String(version).padStart(6, '0')}`)),
  };
}

function fakeRecords(records: Map<string, IdempotencyRecord>, links: Map<string, string>): IdempotencyRecords {
  return {
    recordOf: async (message) => structuredClone(records.get(nameOf(message))),
    async claim(message, now, leaseUntil) {
      const before = records.get(nameOf(message));
      if (before && before.status !== 'claimed') return { outcome: 'finished' };
      if (before && before.leaseUntil > now.toISOString()) return { outcome: 'leased' };
      const attempts = (before?.attempts ?? 0) + 1;
      records.set(nameOf(message), { status: 'claimed', leaseUntil: leaseUntil.toISOString(), attempts });
      return { outcome: 'claimed', attempts };
    },
    async release(message) {
      const before = records.get(nameOf(message));
      if (before?.status !== 'claimed') return;
      const leaseUntil = new Date(0).toISOString();
      records.set(nameOf(message), { status: 'claimed', leaseUntil, attempts: before.attempts - 1 });
    },
    confirm: async (message, record) => void records.set(nameOf(message), record),
    async drop(message, reason, at) {
      const before = records.get(nameOf(message));
      if (before && before.status !== 'claimed') return false;
      records.set(nameOf(message), { status: 'dropped', reason, at });
      return true;
    },
    async newerSent(message) {
      return [...records].some(([name, { status }]) => {
        const [id, version, recipient] = name.split('/');
        const newer = id === message.complaintId && Number(version) > message.version;
        return (
          newer && recipient === recipientName(message.recipient) && (status === 'sent' || status === 'unconfirmed')
        );
      });
    },
    complaintOfSms: async (messageId) => links.get(messageId),
    linkSms: async (messageId, complaintId) => void links.set(messageId, complaintId),
  };
}

function fakeHeld(rows: Map<string, HeldMessage>): HeldMessages {
  return {
    heldFor: async (message, date) => structuredClone(rows.get(rowName(date, message))),
    async hold(held) {
      const name = rowName(held.date, held.message);
      if ((rows.get(name)?.message.version ?? 0) > held.message.version) return false;
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
    async unhold({ date, message }) {
      const name = rowName(date, message);
      if (rows.get(name)?.message.version === message.version) rows.delete(name);
    },
  };
}
