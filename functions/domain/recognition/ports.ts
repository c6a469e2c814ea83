/** Reads open complaints that a new one may repeat; an adapter implements it. */
import type { Complaint } from '../complaint/complaint.ts';
import type { CandidateGroup } from './candidates.ts';

/** An open complaint as the index of duplicate candidates shows it: what it may be about, where, when, and whether the public may know it. */
export type DuplicateCandidate = CandidateGroup & {
  id: string;
  lat?: number;
  long?: number;
  receivedAt: string;
  public: boolean;
};

export type DuplicateCandidateReader = {
  /** Open complaints of these services and areas received since an instant, the newest of each pair; each once. */
  inGroups(groups: readonly CandidateGroup[], since: Date): Promise<DuplicateCandidate[]>;
  /** Complaints without any text, in the order asked, at most 100. */
  complaints(ids: readonly string[]): Promise<Complaint[]>;
  /** Complaints with the text of their report, in the order asked, at most 50. */
  reports(ids: readonly string[]): Promise<{ complaint: Complaint; text: Record<string, string> }[]>;
};
