/** Schemas of the actions' bodies, by audience. An action without a schema does not exist for that audience. */
import * as z from 'zod';
import { complaintClass, isoDate, track } from '../domain/city/records.ts';
import { reasonCode } from '../domain/complaint/archive-reasons.ts';
import { cannotCode, outcome } from '../domain/complaint/outcomes.ts';
import type { Command } from '../domain/complaint/command.ts';
import type { StoredState } from '../domain/complaint/lifecycle.ts';
import type { StaffAction, StaffField } from '../http/views/staff-action-schemas.ts';
import { freeText, lineOfText } from '../http/views/text-schema.ts';

const text = freeText(1, 4000);
/** A text that the reporter reads: what a template leaves to the officer, as [tanggal], is filled in. Masks such as [TELP] may stay. */
const filled = text.refine(
  (words) => !/\[[^\]]*\p{Ll}[^\]]*\]/u.test(words),
  'fill in what stands in [square brackets]',
);
const version = z.number().int().positive();

/** Officers must send the version they saw, so that two of them do not overwrite each other. */
const staff = <S extends z.ZodRawShape>(shape: S) => z.strictObject({ expectedVersion: version, ...shape });
/** Reporters may send it. */
const reporter = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject({ expectedVersion: version.optional(), ...shape });

const privacy = { anonymous: z.boolean().optional(), confidential: z.boolean().optional() };
const agencyId = lineOfText(1, 60);
const classification = {
  class: complaintClass.optional(),
  serviceCode: lineOfText(1, 40).optional(),
  areaCode: lineOfText(1, 20).optional(),
};
const optionalText = { text: text.optional() };
const optionalFilled = { text: filled.optional() };

/** Bodies of officers' actions. */
export const staffActions = {
  verify: staff({ agencyId: agencyId.optional(), track: track.optional(), ...optionalText }),
  keep: staff({ track: track.optional(), ...optionalText }),
  ask: staff({ text: filled }),
  respond: staff(optionalFilled),
  update: staff({ text: filled }),
  answer: staff({ text: filled, outcome, scheduledOn: isoDate.optional(), cannotCode: cannotCode.optional() }),
  return: staff({ text: filled, suggestedAgencyId: agencyId.optional() }),
  reroute: staff({ agencyId, ...optionalText }),
  assign: staff({ agencyId, ...optionalText }),
  involve: staff({ agencyId }),
  release: staff({ agencyId }),
  merge: staff({ parentId: lineOfText(1, 20), ...optionalText }),
  unmerge: staff(optionalText),
  archive: staff({ reasonCode, ...optionalFilled }),
  restore: staff(optionalText),
  classify: staff({ ...classification, ...optionalText }),
  propose: staff({ ...classification, text }),
  finish: staff(optionalFilled),
  note: staff({ text }),
  restrict: staff({ ...privacy, ...optionalText }),
} as const;

/** Name of an action that officers may take. */
export type StaffActionName = keyof typeof staffActions;
/** Returns true for such a name. */
export const isStaffAction = (name: string): name is StaffActionName => Object.hasOwn(staffActions, name);

/** Fields of verify that are accepted in RECEIVED only, where verify forwards the complaint. */
const onlyReceived: readonly string[] = ['agencyId', 'track'];

/** Returns true if an action accepts a field in this state. */
export const takesNow = (action: string, field: string, state: StoredState): boolean =>
  action !== 'verify' || state === 'RECEIVED' || !onlyReceived.includes(field);

/** Returns the fields of an action's body in this state, besides version and text. */
export function fieldsOf(action: StaffActionName, state: StoredState): StaffAction['fields'] {
  const { expectedVersion: _, text: __, ...own }: Record<string, z.ZodType> = { ...staffActions[action].shape };
  return Object.entries(own)
    .filter(([name]) => takesNow(action, name, state))
    .map(([name, schema]) => ({ name: name as StaffField, required: !schema.safeParse(undefined).success }));
}

/** Bodies of reporters' actions. */
export const reporterActions = {
  reply: reporter({ text }),
  accept: reporter(optionalText),
  object: reporter({ text }),
  reopen: reporter({ text }),
  withdraw: reporter(optionalText),
  restore: reporter(optionalText),
  rate: reporter({ rating: z.number().int().min(1).max(5), ...optionalText }),
  comment: reporter({ text }),
  privacy: reporter(privacy),
} as const;

/** Fields of all bodies together; each action's schema accepts some of them. */
export type ActionFields = Pick<Command, StaffField | 'expectedVersion' | 'text' | 'rating'>;
