/** Schema of an error: RFC 9457 with a stable code, the invalid fields and an id by which it is found in the log. */
import * as z from 'zod';
import { status } from './view-schemas.ts';

/** The problem. */
export const problem = z
  .object({
    type: z.string().meta({ examples: ['urn:tanggap:problem:invalid-input'] }),
    status: z.number().int(),
    code: z.string().meta({ description: 'Stable: programs may compare it.', examples: ['invalid-input'] }),
    title: z.string(),
    detail: z.string(),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: "The fields at fault, spelled as in the caller's own input." }),
    current: z
      .union([z.object({ status, version: z.number().int() }), z.looseObject({}), z.null()])
      .optional()
      .meta({ description: 'With a conflict: how the complaint, or the directory record, stands now.' }),
    blockers: z
      .array(z.object({ kind: z.string(), id: z.string() }))
      .optional()
      .meta({ description: 'What still needs the directory record that was to be retired.' }),
    retryAfter: z.number().optional().meta({ description: 'Seconds; the header `Retry-After` says the same.' }),
    correlationId: z.string(),
  })
  .meta({ id: 'Problem' });

/** Answer of API Gateway itself, before a function is called. */
export const gatewayMessage = z.object({ message: z.string() }).meta({ id: 'GatewayMessage' });
