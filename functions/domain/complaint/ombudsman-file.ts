/**
 * Defines the file handed to the Ombudsman after the last escalation step (docs/service.md#clocks-and-escalation): the complaint, its
 * events and texts, and the rules behind its deadlines. The file can be checked without the city's systems. It omits the reporter's
 * identity, which the coordinator adds by a recorded access.
 */
import * as z from 'zod';
import { storedObject } from '../kernel/stored.ts';
import { knownPart } from '../kernel/unknown-members.ts';
import { hashCanonical } from '../kernel/canonical.ts';
import { checkChain, type ChainCheck } from './chain.ts';
import { complaint, event, eventText, instant } from './complaint.ts';
import { calendarYear } from '../city/records.ts';
import { policy } from '../city/policy.ts';

/** The complaint without what leads to its reporter. */
const complaintInFile = complaint.omit({ reporterSecretHash: true, phoneMac: true });

const contents = storedObject({
  format: z.literal('tanggap-ombudsman-file'),
  formatVersion: z.literal(1),
  generatedAt: instant,
  city: z.string(),
  zone: z.string(),
  names: storedObject({ service: z.string().nullable(), agency: z.string().nullable() }),
  complaint: complaintInFile,
  events: z.array(event),
  texts: z.array(eventText),
  /** Accesses to the identity: time, role, reason. */
  accesses: z.array(storedObject({ at: z.string(), role: z.string(), reason: z.string() })),
  policy,
  calendar: z.array(calendarYear),
});

/** The file's contents and their hash. */
export const ombudsmanFile = contents.extend({
  /** SHA-256 of the canonical JSON of all other members. */
  fileHash: z.string(),
});
export type OmbudsmanFile = z.infer<typeof ombudsmanFile>;
type Contents = z.infer<typeof contents>;

/**
 * Adds the hash. Events stay whole, since their hashes cover members that this release does not know; of the complaint only known members
 * are given away.
 */
export function withFileHash({ complaint: found, ...rest }: Contents): OmbudsmanFile {
  const given = { ...rest, complaint: knownPart(complaintInFile, found) };
  return { ...given, fileHash: hashCanonical(given) };
}

/** Checks the file's hash and its chain of events. Throws ZodError for another kind of file. */
export function checkFile(file: unknown): ChainCheck {
  const { fileHash, ...rest } = ombudsmanFile.parse(file);
  if (hashCanonical(rest) !== fileHash)
    return { valid: false, version: 0, problem: 'the file was changed after it was made' };
  const foreign = [...rest.events, ...rest.texts].find((e) => e.complaintId !== rest.complaint.id);
  if (foreign) return { valid: false, version: foreign.version, problem: 'belongs to another complaint' };
  return checkChain(rest.events, rest.texts, rest.complaint.head);
}
