/** Returns the public part of a report: its text scrubbed, its place to about a hundred metres (docs/open-data.md, ADR 017). */
import type { Complaint } from '../../domain/complaint/complaint.ts';
import { scrubText } from '../../domain/recognition/scrub-text.ts';
import type { PublicReport } from './view-schemas.ts';

/** Texts of a report by field; undefined when erased. */
export type ReportText = Readonly<Record<string, string>> | undefined;

/** Scrubs a report. Done on each read, so that a better rule applies to every complaint. */
export function publicReport(c: Pick<Complaint, 'lat' | 'long' | 'areaCode'>, text: ReportText): PublicReport {
  return {
    title: scrubbed(text?.['title']),
    description: scrubbed(text?.['description']),
    location: { ...publicPlace(c), areaCode: c.areaCode ?? null },
  };
}

/** Rounds a position to three decimals: 111 m from north to south. */
export const publicPlace = ({ lat, long }: Pick<Complaint, 'lat' | 'long'>) => ({
  lat: rounded(lat),
  long: rounded(long),
});

const rounded = (degrees: number | undefined): number | null =>
  degrees === undefined ? null : Math.round(degrees * 1000) / 1000;

const scrubbed = (text: string | undefined): string | null => (text === undefined ? null : scrubText(text));
