/** Class, service and area of a complaint, and the track that follows from them. */
import * as z from 'zod';
import { openEnum, storedObject, type UnknownWord } from '../kernel/stored.ts';
import { complaintClass, track, type Service, type Track } from '../city/records.ts';

/** A classification as it was before a correction, with the day on which the answer had been expected. */
export const classifiedFrom = storedObject({
  class: openEnum(complaintClass),
  track: openEnum(track),
  serviceCode: z.string().optional(),
  areaCode: z.string().optional(),
  expectedOn: z.string().optional(),
});

/** What an agency proposes to correct. */
export const proposal = storedObject({
  class: openEnum(complaintClass).optional(),
  serviceCode: z.string().optional(),
  areaCode: z.string().optional(),
});
export type Proposal = z.infer<typeof proposal>;

/** Returns a class's track: short for a request for information, ordinary for all others; a service may override it. */
export function trackOf(of: string, service: Pick<Service, 'track'> | undefined): Track | UnknownWord {
  return service?.track ?? (of === 'permintaan-informasi' ? 'information' : 'ordinary');
}
