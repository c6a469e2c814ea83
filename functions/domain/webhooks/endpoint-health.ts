/** Defines the record of a failing endpoint: since when it has taken nothing, and until when it is left alone. */
import * as z from 'zod';

export const endpointHealth = z.object({ failingSince: z.string(), restsUntil: z.string().optional() });
export type EndpointHealth = z.infer<typeof endpointHealth>;
