/** The directory's records in memory, for who edits them. Passes the contract of the real one. */
import {
  editsOf,
  recordKinds,
  type AnyRecord,
  type EditRecord,
  type RecordKind,
} from '../../../functions/domain/administration/record-kinds.ts';
import { RecordConflict } from '../../../functions/domain/kernel/errors.ts';
import type { DirectoryEditor, OpenItems } from '../../../functions/domain/administration/ports.ts';
import type { QueueReader } from '../../../functions/domain/complaint/ports.ts';
import type { SeedItem } from '../../../lib/city/index.ts';

export type MemoryDirectory = {
  records: Map<string, AnyRecord>;
  edits: EditRecord[];
  /** Officers' numbers by subject, as ciphertexts; null where one was ended. */
  phones: Map<string, Uint8Array | null>;
};

const keyOf = (kind: RecordKind, id: string): string => `${kind}/${recordKinds[kind].stored(id)}`;

export function memoryDirectory(seed: readonly SeedItem[]): MemoryDirectory {
  const records = seed.map(({ pk, sk, ...record }) => [`${pk}/${sk}`, record as AnyRecord] as const);
  return { records: new Map(records), edits: [], phones: new Map() };
}

export function fakeEditor({ records, edits, phones }: MemoryDirectory): DirectoryEditor {
  const ofKind = (kind: RecordKind): [string, AnyRecord][] =>
    [...records]
      .filter(([key]) => key.startsWith(`${kind}/`))
      .map(([key, record]): [string, AnyRecord] => [key.slice(kind.length + 1), structuredClone(record)])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    record: async (kind, id) => structuredClone(records.get(keyOf(kind, id))) as never,
    records: async (kind) => ofKind(kind).map(([, record]) => record) as never,
    async page(kind, limit, from) {
      const rest = ofKind(kind).filter(([id]) => from === undefined || id > from);
      const page = rest.slice(0, limit);
      const items = page.map(([, record]) => record);
      return rest.length > limit ? { items, next: page.at(-1)![0] } : { items };
    },
    edits: async (kind, id, limit) =>
      structuredClone(edits.filter((e) => e.kind === kind && e.id === id).toReversed()).slice(0, limit),
    async put(edit, beside = {}) {
      const key = keyOf(edit.kind, edit.id);
      const now = records.get(key);
      if (editsOf(edit.kind, now) !== edit.edit - 1) throw new RecordConflict('somebody else edited this record', now);
      records.set(key, structuredClone(edit.after));
      edits.push(structuredClone(edit));
      if (beside.phone !== undefined) phones.set(edit.id, beside.phone);
    },
  };
}

/** What is open, from a queue in memory. */
export function fakeOpenItems(queues: QueueReader): OpenItems {
  return {
    async openIn(queue, limit) {
      const { items } = await queues.queue(queue, 10_000);
      const first = items.slice(0, limit).map(({ id, dueAt }) => ({ trackingId: id, ...(dueAt ? { dueAt } : {}) }));
      return { count: items.length, first };
    },
  };
}
