/** Ports of recognition: the reader of duplicate candidates, and the finder of dangers. */
import type { DangerWords } from '../city/danger-words.ts';
import type { Complaint } from '../complaint/complaint.ts';
import type { CandidateGroup } from './candidates.ts';

/** An open complaint in an index of duplicate candidates, with its exact position, or with its public point where the public asks. */
export type DuplicateCandidate = CandidateGroup & { id: string; lat?: number; long?: number; receivedAt: string };

/** Reads duplicate candidates and their reports. */
export type DuplicateCandidateReader = {
  /** Open complaints of these groups received since an instant, the newest of each group, without repetition. */
  inGroups(groups: readonly CandidateGroup[], since: Date): Promise<DuplicateCandidate[]>;
  /** The same of public complaints alone, each with its public point; one stored before there were public points has none. */
  publicInGroups(groups: readonly CandidateGroup[], since: Date): Promise<DuplicateCandidate[]>;
  /** Complaints without texts, in the order of `ids`, at most 100. */
  complaints(ids: readonly string[]): Promise<Complaint[]>;
  /** Complaints with the text of their report, in the order of `ids`, at most 50. */
  reports(ids: readonly string[]): Promise<{ complaint: Complaint; text: Record<string, string> }[]>;
};

/** Returns the danger that a text tells of, by the city's words; undefined when it tells of none. */
export type FindDanger = (text: string) => DangerWords | undefined;
