/** Keeps account of a failing endpoint: it rests after a failure without an answer, and is disabled after days of failures. */
import type { Subscription } from '../domain/webhooks/subscription.ts';
import { restSeconds } from '../domain/webhooks/retries.ts';
import type { Deps } from './deps.ts';
import { disableEndpoint, hasFailedTooLong } from './disable-endpoint.ts';
import { TryLater } from '../domain/kernel/try-later.ts';

/** True when it has failed before. Throws TryLater while it rests. */
export async function mayTry({ endpoints, clock }: Deps, subscription: Subscription): Promise<boolean> {
  const health = await endpoints.health(subscription);
  if (health?.restsUntil !== undefined && health.restsUntil > clock.now().toISOString())
    throw new TryLater('the endpoint is slow and is left alone for a moment');
  return health !== undefined;
}

/** Records a failure. An endpoint that gave no answer rests, so that others' events need not wait behind it. */
export async function keepFailure(deps: Deps, subscription: Subscription, noAnswer: boolean): Promise<void> {
  const { clock, endpoints } = deps;
  const now = clock.now();
  const rest = noAnswer ? new Date(now.getTime() + restSeconds * 1000) : undefined;
  const { failingSince } = await endpoints.failed(subscription, now, rest);
  if (hasFailedTooLong(failingSince, now))
    await disableEndpoint(deps, subscription, { reason: 'failing', since: failingSince });
}
