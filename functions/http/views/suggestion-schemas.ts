import * as z from 'zod';

/** What gives the coordinator a hint; nothing is ever routed by it. */
export const routingSuggestion = z
  .object({
    source: z.enum(['model', 'keywords']),
    agency: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .meta({ description: 'Null where the place decides and is not known.' }),
    serviceCode: z.string().nullable(),
    confidence: z.number().min(0).max(1),
    why: z.array(z.string()).meta({ description: "The city's keywords that were found." }),
  })
  .meta({ id: 'RoutingSuggestion' });
export type RoutingSuggestion = z.infer<typeof routingSuggestion>;
