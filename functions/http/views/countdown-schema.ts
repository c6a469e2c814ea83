/** Schema of a complaint's deadlines in working days; see view-schemas.ts. */
import * as z from 'zod';

/** Fields of a countdown: today counts as 0 days left, yesterday as -1. */
export const countdown = {
  dueInWorkingDays: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'Working days until `dueOn`; below 0 when late; null where there is no due.' }),
  expectedInWorkingDays: z.number().int().nullable().meta({ description: 'The same of `expectedOn`.' }),
};
export type Countdown = { [name in keyof typeof countdown]: number | null };
