/** Defines the record of a complaint's place in a system above the city. */
import * as z from 'zod';

/** `attempts` counts the filings that may have arrived: more than one may mean two complaints upstream. */
export const relayRecord = z.object({
  attempts: z.number().int().default(0),
  upstreamId: z.string().optional(),
  transactionId: z.string().optional(),
});
export type RelayRecord = z.infer<typeof relayRecord>;
