import * as z from 'zod';
import type { Template } from '../template/template.ts';

/** A stage's limit: requests a second, and how many at once. */
export type Throttling = { rate: number; burst: number };

const StageProperties = z.object({
  DefaultRouteSettings: z
    .object({ ThrottlingRateLimit: z.coerce.number().optional(), ThrottlingBurstLimit: z.coerce.number().optional() })
    .optional(),
});

/** The stage's throttling; without any it is the account's, which one machine cannot reach. */
export function readThrottling(template: Template): Throttling | undefined {
  const settings = template.of('AWS::ApiGatewayV2::Stage', StageProperties)[0]?.properties.DefaultRouteSettings;
  if (settings?.ThrottlingRateLimit === undefined) return undefined;
  return { rate: settings.ThrottlingRateLimit, burst: settings.ThrottlingBurstLimit ?? settings.ThrottlingRateLimit };
}

/** A token bucket on the real clock: it answers false when a request must be refused. */
export function createThrottle(limit: Throttling | undefined): () => boolean {
  if (limit === undefined) return () => true;
  let tokens = limit.burst;
  let last = performance.now();
  return () => {
    const now = performance.now();
    tokens = Math.min(limit.burst, tokens + ((now - last) / 1000) * limit.rate);
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
