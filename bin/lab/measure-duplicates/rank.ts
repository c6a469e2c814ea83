/** Ranks, for each complaint of a history, the earlier complaints that the index would list, best first. */
import { similarity, type Comparable } from '../../../functions/domain/recognition/similarity.ts';

/** `copy`: marked as the same text by the history; `near`: group of copies and near-copies found by shared word triples. */
export type Case = { complaint: Comparable; copy: string | undefined; near: number };

export type Ranked = { earlier: number; score: number }[];

const windowMs = 60 * 86_400_000;

/** The index lists by service and kelurahan, or by either where one is missing: a candidate shares both or lacks one. */
const meets = (a: string | undefined, b: string | undefined): boolean => a === b || a === undefined || b === undefined;

/** Ranks, for each case, the earlier cases that could be the same; `tick` is called after each. */
export function rankEarlier(cases: readonly Case[], how: 'with text' | 'without text', tick: () => void): Ranked[] {
  const at = cases.map(({ complaint }) => Date.parse(complaint.receivedAt));
  return cases.map(({ complaint }, i) => {
    const found: Ranked = [];
    for (let earlier = i - 1; earlier >= 0 && (at[i] ?? 0) - (at[earlier] ?? 0) <= windowMs; earlier -= 1) {
      const other = cases[earlier]!.complaint;
      if (!meets(complaint.serviceCode, other.serviceCode) || !meets(complaint.areaCode, other.areaCode)) continue;
      const bare = ({ text: _text, ...rest }: Comparable): Comparable => rest;
      const [a, b] = how === 'with text' ? [complaint, other] : [bare(complaint), bare(other)];
      found.push({ earlier, score: similarity(a, b).score });
    }
    tick();
    return found.toSorted((a, b) => b.score - a.score);
  });
}
