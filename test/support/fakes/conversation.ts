/** The conversation store in memory, over the complaints table in memory. Passes test/contract/conversation-store.test.ts. */
import { isDeepStrictEqual } from 'node:util';
import { ChangedMeanwhile } from '../../../functions/domain/kernel/errors.ts';
import { rowFor } from '../../../functions/domain/complaint/lifecycle-rows.ts';
import type { ConversationStore, TurnWrite } from '../../../functions/domain/sms/ports.ts';
import { put, type MemoryTable } from './table.ts';

const thirtyDays = 30 * 86_400_000;

export function fakeConversationStore(table: MemoryTable): ConversationStore {
  const seen = async (id: string, now: Date): Promise<boolean> => {
    const record = table.inbound.get(id);
    return record !== undefined && Date.parse(record.at) + thirtyDays >= now.getTime();
  };
  return {
    seen,
    phone: async (mac) => structuredClone(table.phones.get(mac)),
    async complaintsOf(mac, _ids) {
      const own = [...table.complaints.values()].filter((c) => c.phoneMac === mac);
      return structuredClone(own).sort((a, b) => b.receivedAt.localeCompare(a.receivedAt));
    },
    complaint: async (id) => structuredClone(table.complaints.get(id)),
    async commit({ record, before, after, change, identity }: TurnWrite) {
      if (await seen(record.id, new Date(record.at))) return 'duplicate';
      if ((table.phones.get(record.mac)?.version ?? 0) !== before.version) throw new ChangedMeanwhile('phone');
      if (change) {
        const { complaint, event } = change;
        const now = table.complaints.get(complaint.id);
        const fits =
          complaint.version === 1
            ? now === undefined
            : now?.version === complaint.version - 1 && rowFor(event.action, now.state) !== undefined;
        if (!fits) throw new ChangedMeanwhile('complaint');
        put(table, change);
        if (identity) table.identities.set(complaint.id, identity.slice());
      }
      table.inbound.set(record.id, structuredClone(record));
      if (!isDeepStrictEqual(before, after))
        table.phones.set(record.mac, structuredClone({ ...after, version: before.version + 1 }));
      return 'stored';
    },
  };
}
