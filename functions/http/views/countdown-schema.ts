/** Deadlines as people count them; see view-schemas.ts. */
import * as z from 'zod';

/** Today counts as 0 days left, yesterday as one late. */
export const countdown = {
  dueInWorkingDays: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'Working days until `dueOn`; below 0 when late; null where there is no due.' }),
  expectedInWorkingDays: z.number().int().nullable().meta({ description: 'The same of `expectedOn`.' }),
};
export type Countdown = { [name in keyof typeof countdown]: number | null };
