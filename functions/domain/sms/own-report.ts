/**
 * Whether words that could belong to a complaint are a report of their own. Both mistakes can be mended by a person, so neither may happen
 * silently: a second report joined to the first is lost in it, an answer filed as a report leaves the first without its place.
 */
import type { Complaint } from '../complaint/complaint.ts';
import type { Area, Service } from '../city/records.ts';
import { besidePlaces, findPlace, pointsFirst } from '../recognition/place.ts';
import { hasSubstance, serviceIn, tellingWords } from './substance.ts';

/** Until then who was asked is answering, unless the words are about something else for certain. */
const answeringMs = 2 * 3_600_000;
/** As many words besides a place are hardly an answer any more after that time, and to "where?" none at any. */
const manyWords = { late: 5, asked: 10 };

export type Belonging = {
  complaint: Pick<Complaint, 'serviceCode' | 'areaCode'>;
  /** `where` asks for a place alone; `question` anything; a `continuation` follows within minutes. */
  as: 'where' | 'question' | 'continuation';
  /** Since the question, in ms. */
  ageMs: number;
  areas: readonly Area[];
  services: readonly Service[];
};

/** True for a text with a service of its own and a place, or with one and many words, or too long for an answer; after two hours for any that may be one. */
export function isOwnReport(text: string, { complaint, as, ageMs, areas, services }: Belonging): boolean {
  const rest = besidePlaces(text, areas);
  if (!hasSubstance(rest)) return false;
  const place = findPlace(text, areas);
  const service = serviceIn(rest, services)?.service.code;
  const known = complaint.serviceCode;
  if (service !== undefined && known !== undefined && service !== known)
    return (
      place.named ||
      (as === 'where' && !pointsFirst(text)) ||
      (as === 'question' && tellingWords(rest) >= manyWords.asked)
    );
  if (as === 'continuation')
    return (
      service !== undefined &&
      place.areaCode !== undefined &&
      complaint.areaCode !== undefined &&
      place.areaCode !== complaint.areaCode
    );
  if (!place.named || pointsFirst(text)) return false;
  const late = ageMs > answeringMs;
  if (service !== undefined) return late && known === undefined;
  return (late || as === 'where') && tellingWords(rest) >= (late ? manyWords.late : manyWords.asked);
}
