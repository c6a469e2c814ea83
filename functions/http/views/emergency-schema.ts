/** Schemas of whom to call in a danger; see view-schemas.ts. */
import * as z from 'zod';

export const emergency = z
  .object({
    text: z.string().meta({ examples: ['Telepon 112 SEKARANG, gratis, atau pemadam kebakaran 113.'] }),
    call: z
      .array(z.object({ name: z.string(), number: z.string(), free: z.boolean().optional() }))
      .meta({ description: 'The first first; `free` where a call costs nothing, even without credit.' }),
  })
  .meta({ id: 'Emergency', description: 'Whom to call now: show it first, above everything else.' });
export type Emergency = z.infer<typeof emergency>;

export const dangerAnswer = z
  .object({ emergency: emergency.nullable() })
  .meta({ id: 'DangerAnswer', description: 'Null where the words tell of no danger.' });
export type DangerAnswer = z.infer<typeof dangerAnswer>;
