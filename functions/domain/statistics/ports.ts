/** Ports that store and read counters, and read the dues of open complaints. */
import type { ComplaintEvent } from '../complaint/complaint.ts';
import type { OpenByDue } from './open-by-due.ts';
import type { Addition } from './statistics.ts';

/** Reads the dues of a queue's open complaints, the earliest first; undefined for a complaint that has none yet. */
export type OpenReader = {
  openDues(key: string, limit: number): Promise<{ dues: (string | undefined)[]; more: boolean }>;
};

/** Adds one event to the statistics, exactly once however often it is called. */
export type StatisticsStore = {
  count(event: Pick<ComplaintEvent, 'complaintId' | 'version' | 'at'>, additions: readonly Addition[]): Promise<void>;
};

/** Reads the rows of a month, or those of one agency (`-`: of none). A month has one row for each agency and service. */
export type StatisticsReader = {
  rows(month: string, agencyId?: string): Promise<Addition[]>;
};

/** The instant of the figures that the public sees, and the open work then: by `coordinator` or `agency#<id>`. */
export type Shown = { asOf: string; open: Record<string, OpenByDue> };

/** The public's copy of the counters. It moves once a day, so that no figure tells what has just happened. */
export type FigureBoard = StatisticsReader & {
  /** Undefined before the first night. */
  shown(): Promise<Shown | undefined>;
  /** Puts a row. */
  show(row: Addition): Promise<void>;
  /** Ends a night's copying. */
  finish(shown: Shown): Promise<void>;
};
