/** Everything a use case needs, in memory: the directory of Ambon, the complaints table, timers and a clock that is set by hand. */
import { randomBytes } from 'node:crypto';
import type { Change, Complaint } from '../../functions/domain/complaint/complaint.ts';
import type { RoutingModel } from '../../functions/domain/recognition/suggestion-model.ts';
import { manualClock } from './fakes/clock.ts';
import { fakeDirectory, type DirectoryRecords } from './fakes/directory.ts';
import {
  fakeComplaintStore,
  fakeFigureBoard,
  fakeFilingStore,
  fakeIdentityStore,
  fakeDuplicateCandidateReader,
  fakeReaders,
  fakeStatisticsStore,
  memoryTable,
} from './fakes/table.ts';
import { fakePublicLists } from './fakes/public-lists.ts';
import { fakeRelays } from './fakes/webhooks.ts';
import { fakeTimers } from './fakes/timers.ts';
import { story, type Step, type Story } from './complaints.ts';

export function cityHall(local: string, directoryRecords: Partial<DirectoryRecords> = {}) {
  const table = memoryTable();
  const filing = fakeFilingStore(table);
  const store = fakeComplaintStore(table);
  const readers = fakeReaders(table);
  return {
    table,
    filing,
    store,
    reader: store,
    queues: readers,
    lists: fakePublicLists(table),
    wakes: readers,
    candidates: fakeDuplicateCandidateReader(table),
    routingModel: (): RoutingModel | undefined => undefined,
    identities: fakeIdentityStore(table),
    relays: fakeRelays(),
    statistics: fakeStatisticsStore(table),
    board: fakeFigureBoard(table),
    timers: fakeTimers(),
    directory: fakeDirectory(directoryRecords),
    publicUrl: 'https://api.ambon.go.id',
    clock: manualClock(local),
    random: randomBytes,
    /** Stores a complaint with all that happened to it. */
    async keep(start: Change, steps: readonly Step[] = [], identity?: Uint8Array): Promise<Story> {
      const told = story(start, steps);
      await filing.file(told.changes[0]!, identity, undefined);
      for (const change of told.changes.slice(1)) await store.save(change);
      return told;
    },
    /** What is stored of a complaint now; fails when there is none. */
    now(id: string): Complaint {
      const found = table.complaints.get(id);
      if (!found) throw new Error(`${id} is not stored`);
      return structuredClone(found);
    },
    actions: (id: string): string[] =>
      [...table.events.values()].filter((e) => e.complaintId === id).map((e) => e.action),
  };
}

/** A copy of all that is stored but the public's copy of the figures, to show that something left it as it was. */
export const snapshot = ({ shown, shownRows, ...table }: ReturnType<typeof memoryTable>): unknown =>
  structuredClone(table);
