/**
 * Decides whether an SMS that may answer an open question is a report of its own. A person can correct either error: a second report joined
 * to the first is lost in it, and an answer filed as a report leaves the first without its place.
 */
import type { Complaint } from '../complaint/complaint.ts';
import { hasSubstance, type Said } from './said.ts';

/** Within this time after a question, words are its answer unless they are certainly about something else. */
const answeringMs = 2 * 3_600_000;
/** Number of words besides a place from which a text is no answer: after that time (`late`), and at any time (`asked`). */
const manyWords = { late: 5, asked: 10 };

export type Belonging = {
  complaint: Pick<Complaint, 'serviceCode' | 'areaCode'>;
  /** `where` asks for a place alone; `question` anything; a `continuation` follows within minutes. */
  as: 'where' | 'question' | 'continuation';
  /** Milliseconds since the question. */
  ageMs: number;
};

/**
 * True for a text with another service and a place, with another service and many words, or too long for an answer. After two hours a text
 * that may be a report is one.
 */
export function isOwnReport({ place, pointsFirst, besides }: Said, { complaint, as, ageMs }: Belonging): boolean {
  if (!hasSubstance(besides)) return false;
  const service = besides.service?.service.code;
  const known = complaint.serviceCode;
  if (service !== undefined && known !== undefined && service !== known)
    return place.named || (as === 'where' && !pointsFirst) || (as === 'question' && besides.telling >= manyWords.asked);
  if (as === 'continuation')
    return (
      service !== undefined &&
      place.areaCode !== undefined &&
      complaint.areaCode !== undefined &&
      place.areaCode !== complaint.areaCode
    );
  if (!place.named || pointsFirst) return false;
  const late = ageMs > answeringMs;
  if (service !== undefined) return late && known === undefined;
  return (late || as === 'where') && besides.telling >= (late ? manyWords.late : manyWords.asked);
}
