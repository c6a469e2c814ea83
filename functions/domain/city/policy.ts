/**
 * Schema of the legal time limits as data (docs/service.md#clocks-and-escalation). A policy is a directory record with `validFrom`; a
 * complaint keeps the policy version it was filed under, so a new regulation never moves an old deadline.
 */
import * as z from 'zod';
import { anyWord, openEnum, openRecord, orElse, storedObject } from '../kernel/stored.ts';
import { isoDate, office } from './records.ts';

/** 1,000 working days are four years; more is a mistake and exceeds what dates can hold. */
const workingDays = z.number().int().positive().max(1000);

/**
 * Day of an escalation step: `wd` working days after the clock's start; `percent` of the clock's limit, rounded down; or `afterDue` working
 * days after the due day (0 = the due itself).
 */
const at = z.union([
  storedObject({ wd: workingDays }),
  storedObject({ percent: z.number().int().min(1).max(99) }),
  storedObject({ afterDue: z.number().int().min(0).max(1000) }),
]);

const anyOffice = openEnum(office);
const knownStep = z.discriminatedUnion('act', [
  storedObject({ at, act: z.literal('remind'), office: anyOffice }),
  storedObject({ at, act: z.literal('escalate'), office: anyOffice }),
  storedObject({ at, act: z.literal('remind-reporter') }),
  storedObject({ at, act: z.literal('archive') }),
  storedObject({ at, act: z.literal('close') }),
  storedObject({ at, act: z.literal('hand-over') }),
]);
const knownActs: ReadonlySet<string> = new Set(knownStep.options.map((option) => option.shape.act.value));

/** An escalation step: tells an office (`remind` yellow, `escalate` red), reminds the reporter, or ends the matter. */
export const escalationStep = orElse(
  knownStep,
  storedObject({ at, act: anyWord.refine((word) => !knownActs.has(word)) }),
);

/** The step that ends a promise; it stands in no policy. */
type Resume = { at: { afterDue: number }; act: 'resume' };

/** A step of a ladder. */
export type EscalationStep = z.infer<typeof escalationStep> | Resume;

export type KnownStep = z.infer<typeof knownStep> | Resume;

/** True for a step that this release can fire. */
export const isKnownStep = (step: EscalationStep): step is KnownStep =>
  step.act === 'resume' || knownActs.has(step.act);

/** Limit and escalation steps of one stage. */
const stageClock = storedObject({
  /** Working days; absent when the clock has no limit of its own (IN_PROGRESS uses the rest of the total). */
  limit: workingDays.optional(),
  /** True when the total's due limits this clock's due. */
  cutByTotal: z.boolean(),
  rungs: z.array(escalationStep),
});
export type StageClock = Omit<z.infer<typeof stageClock>, 'rungs'> & { rungs: readonly EscalationStep[] };

/** Names of the stage clocks; `reopened` is IN_PROGRESS after object, reopen or a promised day. */
export const clockName = z.enum([
  'received',
  'returned',
  'needs-info',
  'forwarded',
  'in-progress',
  'reopened',
  'answered',
  'scheduled',
]);
export type ClockName = z.infer<typeof clockName>;

/** A policy record of the directory. */
export const policy = storedObject({
  /** Identity of the policy, which a complaint's `policyVersion` names. In other records `version` is the edit counter; here `edit` is. */
  version: z.number().int().positive(),
  /** Edit counter: incremented by each edit, compared with `expectedVersion`. */
  edit: z.number().int().positive().default(1),
  validFrom: isoDate,
  validTo: isoDate.optional(),
  source: z.string(),
  /** Total limits by track, in working days after the complaint was received. */
  tracks: storedObject({ information: workingDays, ordinary: workingDays, inspection: workingDays }),
  clocks: openRecord(clockName.exclude(['scheduled']), stageClock),
  total: storedObject({ rungs: z.array(escalationStep) }),
  /** Working days after closing in which the reporter may reopen. */
  reopenWindow: workingDays,
});
export type Policy = z.infer<typeof policy>;

/** The clock of a promise runs until the promised day, whatever the policy. */
const scheduledClock: StageClock = { cutByTotal: false, rungs: [{ at: { afterDue: 0 }, act: 'resume' }] };

/** Returns the clock of a stage. */
export const stageClockOf = ({ clocks }: Pick<Policy, 'clocks'>, name: ClockName): StageClock =>
  name === 'scheduled' ? scheduledClock : clocks[name];

/** Returns the id of a policy's record: padded, so that ids order as numbers do. */
export const policyId = (version: string | number): string => String(version).padStart(4, '0');

/** Returns the policy in force on a local day: of those that have begun and not ended, the one that began last. */
export function policyInForce(policies: readonly Policy[], day: string): Policy | undefined {
  return policies
    .filter((p) => p.validFrom <= day && (p.validTo === undefined || p.validTo >= day))
    .sort((a, b) => a.validFrom.localeCompare(b.validFrom) || a.version - b.version)
    .at(-1);
}

/** As policyInForce, but throws when none is in force; the checks of edits prevent that. */
export function policyOn(policies: readonly Policy[], day: string): Policy {
  const found = policyInForce(policies, day);
  if (!found) throw new Error(`no policy is in force on ${day}: load one that is valid then`);
  return found;
}
