/** Returns the public part of a report: its text scrubbed, its place to about a hundred metres (docs/open-data.md, ADR 017). */
import type { Complaint } from '../../domain/complaint/complaint.ts';
import { publicPointOf } from '../../domain/complaint/public-point.ts';
import { scrubText } from '../../domain/recognition/scrub-text.ts';
import type { PublicReport } from './view-schemas.ts';

/** Texts of a report by field; undefined when erased. */
export type ReportText = Readonly<Record<string, string>> | undefined;

type PublicPlace = Parameters<typeof publicPointOf>[0];

/** Scrubs a report. Done on each read, so that a better rule applies to every complaint. */
export function publicReport(c: PublicPlace & Pick<Complaint, 'areaCode'>, text: ReportText): PublicReport {
  return {
    title: scrubbed(text?.['title']),
    description: scrubbed(text?.['description']),
    location: { ...publicPlace(c), areaCode: c.areaCode ?? null },
  };
}

/** Returns the public point of a complaint; null where it has no position. */
export const publicPlace = (c: PublicPlace) => publicPointOf(c) ?? { lat: null, long: null };

const scrubbed = (text: string | undefined): string | null => (text === undefined ? null : scrubText(text));
