/** Bodies of the actions, by audience. An action that is not here does not exist for that audience. */
import * as z from 'zod';
import { track } from '../domain/directory.ts';
import { freeText, lineOfText } from '../http/text-schema.ts';

const text = freeText(1, 4000);
const version = z.number().int().positive();

/** Staff must say which version they saw: two officers acting at once must not overwrite each other. */
const staff = <S extends z.ZodRawShape>(shape: S) => z.strictObject({ expectedVersion: version, ...shape });
/** A reporter may say it. */
const reporter = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject({ expectedVersion: version.optional(), ...shape });

const privacy = { anonymous: z.boolean().optional(), confidential: z.boolean().optional() };
const agencyId = lineOfText(1, 60).optional();

export const staffActions = {
  verify: staff({ agencyId, track: track.optional(), text: text.optional() }),
  keep: staff({ track: track.optional(), text: text.optional() }),
  respond: staff({ text: text.optional() }),
  update: staff({ text }),
  answer: staff({ text }),
  note: staff({ text }),
  restrict: staff({ ...privacy, text: text.optional() }),
} as const;

export const reporterActions = {
  accept: reporter({ text: text.optional() }),
  object: reporter({ text }),
  rate: reporter({ rating: z.number().int().min(1).max(5), text: text.optional() }),
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
};
