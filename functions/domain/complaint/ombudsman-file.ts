/**
 * The file that goes to the Ombudsman when every step of the ladder has fired (docs/service.md#clocks-and-escalation): the complaint, its events and texts, the
 * rules its deadlines follow from. Complete in itself, so that nobody needs the city's systems to check it. Without the reporter's
 * identity: the coordinator adds that by a look that is written down.
 */
import * as z from 'zod';
import { hashCanonical } from '../kernel/canonical.ts';
import { checkChain, type ChainCheck } from './chain.ts';
import { complaint, event, eventText, instant } from './complaint.ts';
import { calendarYear } from '../city/records.ts';
import { policy } from '../city/policy.ts';

const contents = z.strictObject({
  format: z.literal('tanggap-ombudsman-file'),
  formatVersion: z.literal(1),
  generatedAt: instant,
  city: z.string(),
  zone: z.string(),
  names: z.strictObject({ service: z.string().nullable(), agency: z.string().nullable() }),
  complaint: complaint.omit({ reporterSecretHash: true, phoneMac: true }),
  events: z.array(event),
  texts: z.array(eventText),
  /** Looks at the identity: when, by which role, why. */
  accesses: z.array(z.strictObject({ at: z.string(), role: z.string(), reason: z.string() })),
  policy,
  calendar: z.array(calendarYear),
});

export const ombudsmanFile = contents.extend({
  /** SHA-256 over the canonical JSON of all the rest: sorted keys, no white space. */
  fileHash: z.string(),
});
export type OmbudsmanFile = z.infer<typeof ombudsmanFile>;
type Contents = z.infer<typeof contents>;

export const withFileHash = (rest: Contents): OmbudsmanFile => ({ ...rest, fileHash: hashCanonical(rest) });

/** Whether the file is whole and its history unbroken. Throws ZodError for what is no such file. */
export function checkFile(file: unknown): ChainCheck {
  const { fileHash, ...rest } = ombudsmanFile.parse(file);
  if (hashCanonical(rest) !== fileHash)
    return { valid: false, version: 0, problem: 'the file was changed after it was made' };
  const foreign = [...rest.events, ...rest.texts].find((e) => e.complaintId !== rest.complaint.id);
  if (foreign) return { valid: false, version: foreign.version, problem: 'belongs to another complaint' };
  return checkChain(rest.events, rest.texts, rest.complaint.head);
}
