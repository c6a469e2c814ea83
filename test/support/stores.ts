/** The complaints table's ports twice: in memory, and over a real engine. A contract suite runs on both. */
import { afterAll } from 'vitest';
import { createComplaintStore } from '../../functions/adapters/dynamodb/complaints/complaint-store.ts';
import {
  createContributionReader,
  createOpenReader,
  createQueueReader,
  createWakeReader,
} from '../../functions/adapters/dynamodb/complaints/complaint-indexes.ts';
import type { ComplaintTables } from '../../functions/adapters/dynamodb/complaints/change-parts.ts';
import { createFilingStore } from '../../functions/adapters/dynamodb/complaints/filing-store.ts';
import { createIdentityStore } from '../../functions/adapters/dynamodb/complaints/identity-store.ts';
import { createPublicLists } from '../../functions/adapters/dynamodb/complaints/public-lists.ts';
import { createDuplicateCandidateReader } from '../../functions/adapters/dynamodb/complaints/duplicate-candidates.ts';
import {
  createFigureBoard,
  createStatisticsReader,
  createStatisticsStore,
} from '../../functions/adapters/dynamodb/statistics-store.ts';
import type {
  AccessReader,
  ComplaintStore,
  ContributionReader,
  FilingStore,
  IdentityStore,
  PublicLists,
  QueueReader,
  UpdateReader,
  WakeReader,
} from '../../functions/domain/complaint/ports.ts';
import type { DuplicateCandidateReader } from '../../functions/domain/recognition/ports.ts';
import type {
  FigureBoard,
  OpenReader,
  StatisticsReader,
  StatisticsStore,
} from '../../functions/domain/statistics/ports.ts';
import { startDynoxide, type TestEngine } from '../../bin/support/engine.ts';
import { fakePublicLists } from './fakes/public-lists.ts';
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

export type Stores = {
  filing: FilingStore;
  store: ComplaintStore & AccessReader & UpdateReader;
  readers: QueueReader & WakeReader & OpenReader & ContributionReader;
  lists: PublicLists;
  identities: IdentityStore;
  candidates: DuplicateCandidateReader;
  statistics: StatisticsStore & StatisticsReader;
  board: FigureBoard;
};

export function fakeStores(): Stores {
  const table = memoryTable();
  return {
    filing: fakeFilingStore(table),
    store: fakeComplaintStore(table),
    readers: fakeReaders(table),
    lists: fakePublicLists(table),
    identities: fakeIdentityStore(table),
    candidates: fakeDuplicateCandidateReader(table),
    statistics: fakeStatisticsStore(table),
    board: fakeFigureBoard(table),
  };
}

/** The adapters over tables of an engine. */
export function realStores({ client }: TestEngine, tables: ComplaintTables): Stores {
  const table = tables.complaints;
  return {
    filing: createFilingStore(client, tables),
    store: createComplaintStore(client, table),
    readers: {
      ...createQueueReader(client, table),
      ...createContributionReader(client, table),
      ...createWakeReader(client, table),
      ...createOpenReader(client, table),
    },
    lists: createPublicLists(client, table),
    identities: createIdentityStore(client, tables),
    candidates: createDuplicateCandidateReader(client, table),
    statistics: { ...createStatisticsStore(client, table), ...createStatisticsReader(client, table) },
    board: createFigureBoard(client, table),
  };
}

/** One engine per test file, started when first asked for, stopped after the file's tests. */
export function engineOfThisFile(): () => Promise<TestEngine> {
  let started: Promise<TestEngine> | undefined;
  afterAll(async () => (await started)?.stop());
  return () => (started ??= startDynoxide());
}

/** For describe.each: each opens the ports over an empty table. */
export function implementations(engine = engineOfThisFile()): { name: string; open: () => Promise<Stores> }[] {
  return [
    { name: 'in memory', open: async () => fakeStores() },
    {
      name: 'in DynamoDB',
      open: async () => {
        const running = await engine();
        return realStores(running, await running.newTables());
      },
    },
  ];
}
