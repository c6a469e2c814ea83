import * as z from 'zod';
import { inboundContract, received } from '../../../functions/conversation/inbound-schema.ts';
import type { Operation } from '../operation.ts';

/** Operations for the city's SMS gateway. */
export const sms: readonly Operation[] = [
  {
    route: 'POST /sms/inbound',
    id: 'receiveSms',
    tag: 'Gateway',
    summary: 'Hand over an SMS that a citizen has sent',
    description:
      'Signed by `x-signature`: HMAC-SHA256 (hex) over `<x-timestamp>.<content-type>.<raw body>`, within 5 minutes. The same `messageId` again within 30 days is answered 200 and changes nothing. ' +
      'The names that aggregators use for these fields are understood too, in JSON or as a form (docs/sms.md).',
    by: ['gateway'],
    headers: {
      'x-timestamp': { schema: z.string().regex(/^\d+$/), description: 'Unix seconds at which it was signed.' },
    },
    body: { 'application/json': inboundContract, 'application/x-www-form-urlencoded': inboundContract },
    answers: { 200: z.object({ outcome: received }) },
  },
];
