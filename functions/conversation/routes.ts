/** Routes conversation's HTTP: the gateway's webhook. */
import * as z from 'zod';
import { ok, type RouteTable } from '../http/api-handler.ts';
import { parseBody, readInbound } from './inbound-schema.ts';
import { receiveSms, type Deps } from './receive-sms.ts';
import { createVerifier, type Deps as VerifierDeps } from '../access/sms-gateway.ts';
import { readInput } from '../domain/kernel/read-input.ts';

/** The body as bytes, because the signature covers them. */
const bytes = z.instanceof(Buffer);

/** A duplicate is answered with 200 too, so that the gateway stops sending it. */
export function conversationRoutes(deps: Deps & VerifierDeps): RouteTable {
  const verify = createVerifier(deps);
  const receive = receiveSms(deps);
  return {
    'POST /sms/inbound': async ({ headers, body }) => {
      const raw = readInput(bytes, body);
      const contentType = headers['content-type'] ?? '';
      await verify({ timestamp: headers['x-timestamp'], signature: headers['x-signature'], contentType, raw });
      const sms = readInbound(parseBody(raw, contentType));
      return ok({ outcome: await receive(sms) });
    },
  };
}
