/** Stores and reads counters; adapters implement these. */
import type { ComplaintEvent } from '../complaint/complaint.ts';
import type { Addition } from './statistics.ts';

/** Dues of a queue's open complaints, the earliest first, without the complaints; undefined for one that has none yet. */
export type OpenReader = {
  openDues(key: string, limit: number): Promise<{ dues: (string | undefined)[]; more: boolean }>;
};

/** Adds one event to the statistics, exactly once however often it is called. */
export type StatisticsStore = {
  count(event: Pick<ComplaintEvent, 'complaintId' | 'version' | 'at'>, additions: readonly Addition[]): Promise<void>;
};

/** The rows of a month; of one agency where given (`-`: those of none). As many as there are agencies and services, however many complaints. */
export type StatisticsReader = {
  rows(month: string, agencyId?: string): Promise<Addition[]>;
};
