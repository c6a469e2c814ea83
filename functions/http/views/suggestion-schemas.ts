/** Schema of a routing suggestion; see view-schemas.ts. */
import * as z from 'zod';

/** A suggestion to the coordinator; it never routes a complaint. */
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
