/** Port that reads duplicate candidates; an adapter implements it. */
import type { Complaint } from '../complaint/complaint.ts';
import type { CandidateGroup } from './candidates.ts';

/** An open complaint in the index of duplicate candidates; `public` is true when the public may know of it. */
export type DuplicateCandidate = CandidateGroup & {
  id: string;
  lat?: number;
  long?: number;
  receivedAt: string;
  public: boolean;
};

/** Reads duplicate candidates and their reports. */
export type DuplicateCandidateReader = {
  /** Open complaints of these groups received since an instant, the newest of each group, without repetition. */
  inGroups(groups: readonly CandidateGroup[], since: Date): Promise<DuplicateCandidate[]>;
  /** Complaints without texts, in the order of `ids`, at most 100. */
  complaints(ids: readonly string[]): Promise<Complaint[]>;
  /** Complaints with the text of their report, in the order of `ids`, at most 50. */
  reports(ids: readonly string[]): Promise<{ complaint: Complaint; text: Record<string, string> }[]>;
};
