/**
 * Scores from 0 to 1 how likely two complaints are about the same thing, with reasons, by service, place, time and text. Only fields
 * present in both complaints are scored. docs/duplicates.md has the measurements.
 */
import * as z from 'zod';
import { textSimilarity } from './text-similarity.ts';

/** The compared fields. `text` is left out where a viewer may not know what somebody else wrote. */
export type Comparable = {
  serviceCode?: string | undefined;
  areaCode?: string | undefined;
  lat?: number | undefined;
  long?: number | undefined;
  receivedAt: string;
  text?: string | undefined;
};

const placeless = [
  z.object({ what: z.literal('same-service') }),
  z.object({ what: z.literal('same-area') }),
  z.object({ what: z.literal('close-in-time'), days: z.number().int().nonnegative() }),
  z.object({ what: z.literal('alike-text'), share: z.number().min(0).max(1) }),
] as const;
const near = z.object({ what: z.literal('near'), metres: z.number().int().nonnegative() });

/** A reason for a score, machine-readable; numbers are metres and whole days. */
export const reason = z.discriminatedUnion('what', [near, ...placeless]);
/** The same as the public is told it: nearness in words, because a distance asked for from three sides is a position. */
export const publicReason = z.discriminatedUnion('what', [
  near.omit({ metres: true }).extend({ words: z.string() }),
  ...placeless,
]);
export type Reason = z.infer<typeof reason>;

/** Score from 0 to 1, and its reasons. */
export type Similarity = { score: number; why: Reason[] };

/** Distance in metres within which two positions are the same spot: a phone's position on a street has that error. */
const sameSpot = 50;
/** Distance in metres beyond which two positions are different places. */
const elsewhere = 500;
/** Share for the same area: a kelurahan covers one to five square kilometres, so this is half a proof. */
const sameAreaShare = 0.5;
/** Days after which the time between two complaints no longer counts. */
const longestDays = 60;
/** Minimum text share to be named as a reason. */
const tellingText = 0.3;

/** Weight of each kind of evidence. Text counts most, since streets have many lamps; service counts little, since people choose it wrongly. */
const weights = { text: 0.5, place: 0.3, service: 0.12, time: 0.08 };

type Evidence = { share: number; why?: Reason };

/** Scores two complaints. */
export function similarity(a: Comparable, b: Comparable): Similarity {
  const found = {
    text: textEvidence(a, b),
    place: placeEvidence(a, b),
    service: serviceEvidence(a, b),
    time: timeEvidence(a, b),
  };
  let [sum, weight] = [0, 0];
  const why: Reason[] = [];
  for (const [kind, evidence] of Object.entries(found) as [keyof typeof weights, Evidence | undefined][]) {
    if (!evidence) continue;
    sum += weights[kind] * evidence.share;
    weight += weights[kind];
    if (evidence.why) why.push(evidence.why);
  }
  return { score: Math.round((100 * sum) / weight) / 100, why };
}

function textEvidence({ text: a }: Comparable, { text: b }: Comparable): Evidence | undefined {
  if (a === undefined || b === undefined) return undefined;
  const share = textSimilarity(a, b);
  const rounded = Math.round(100 * share) / 100;
  return { share, ...(share >= tellingText ? { why: { what: 'alike-text', share: rounded } } : {}) };
}

function placeEvidence(a: Comparable, b: Comparable): Evidence | undefined {
  const metres = distanceBetween(a, b);
  if (metres !== undefined) {
    const share = Math.min(1, Math.max(0, (elsewhere - metres) / (elsewhere - sameSpot)));
    return { share, ...(share > 0 ? { why: { what: 'near', metres: Math.round(metres) } } : {}) };
  }
  if (a.areaCode === undefined || b.areaCode === undefined) return undefined;
  return a.areaCode === b.areaCode ? { share: sameAreaShare, why: { what: 'same-area' } } : { share: 0 };
}

function serviceEvidence({ serviceCode: a }: Comparable, { serviceCode: b }: Comparable): Evidence | undefined {
  if (a === undefined || b === undefined) return undefined;
  return a === b ? { share: 1, why: { what: 'same-service' } } : { share: 0 };
}

function timeEvidence(a: Comparable, b: Comparable): Evidence {
  const days = Math.abs(Date.parse(a.receivedAt) - Date.parse(b.receivedAt)) / 86_400_000;
  const share = Math.max(0, 1 - days / longestDays);
  return { share, ...(share > 0 ? { why: { what: 'close-in-time', days: Math.floor(days) } } : {}) };
}

const earthRadius = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

type Point = { lat?: number | undefined; long?: number | undefined };

/** Returns the great-circle distance in metres (haversine); undefined unless both have a position. */
export function distanceBetween(a: Point, b: Point): number | undefined {
  if (a.lat === undefined || a.long === undefined || b.lat === undefined || b.long === undefined) return undefined;
  const [latA, latB] = [radians(a.lat), radians(b.lat)];
  const half = (x: number): number => Math.sin(x / 2) ** 2;
  const h = half(latB - latA) + Math.cos(latA) * Math.cos(latB) * half(radians(b.long - a.long));
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h)));
}
