/** Bodies of the actions, by audience. An action that is not here does not exist for that audience. */
import * as z from 'zod';
import { track } from '../domain/directory.ts';
import { reasonCode, type ReasonCode } from '../domain/archive-reasons.ts';
import { freeText, lineOfText } from '../http/text-schema.ts';

const text = freeText(1, 4000);
const version = z.number().int().positive();

/** Staff must say which version they saw: two officers acting at once must not overwrite each other. */
const staff = <S extends z.ZodRawShape>(shape: S) => z.strictObject({ expectedVersion: version, ...shape });
/** A reporter may say it. */
const reporter = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject({ expectedVersion: version.optional(), ...shape });

const privacy = { anonymous: z.boolean().optional(), confidential: z.boolean().optional() };
const agencyId = lineOfText(1, 60);
const optionalText = { text: text.optional() };

export const staffActions = {
  verify: staff({ agencyId: agencyId.optional(), track: track.optional(), ...optionalText }),
  keep: staff({ track: track.optional(), ...optionalText }),
  ask: staff({ text }),
  respond: staff(optionalText),
  update: staff({ text }),
  answer: staff({ text }),
  return: staff({ text, suggestedAgencyId: agencyId.optional() }),
  reroute: staff({ agencyId, ...optionalText }),
  assign: staff({ agencyId, ...optionalText }),
  involve: staff({ agencyId }),
  release: staff({ agencyId }),
  merge: staff({ parentId: lineOfText(1, 20), ...optionalText }),
  unmerge: staff(optionalText),
  archive: staff({ reasonCode, ...optionalText }),
  restore: staff(optionalText),
  note: staff({ text }),
  restrict: staff({ ...privacy, ...optionalText }),
} as const;

export const reporterActions = {
  reply: reporter({ text }),
  accept: reporter(optionalText),
  object: reporter({ text }),
  reopen: reporter({ text }),
  withdraw: reporter(optionalText),
  rate: reporter({ rating: z.number().int().min(1).max(5), ...optionalText }),
  comment: reporter({ text }),
  privacy: reporter(privacy),
} as const;

/** Fields of every action's body; each action's own schema says which of them it takes. */
export type ActionFields = {
  expectedVersion?: number | undefined;
  agencyId?: string | undefined;
  track?: z.infer<typeof track> | undefined;
  text?: string | undefined;
  rating?: number | undefined;
  anonymous?: boolean | undefined;
  confidential?: boolean | undefined;
  suggestedAgencyId?: string | undefined;
  parentId?: string | undefined;
  reasonCode?: ReasonCode | undefined;
};
