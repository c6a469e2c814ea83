/** The account that is kept of an endpoint which does not take what it is sent: it rests, and after days it is disabled. */
import type { Subscription } from '../domain/webhooks/subscription.ts';
import { restSeconds } from '../domain/webhooks/retries.ts';
import type { Deps } from './deps.ts';
import { disableEndpoint, hasFailedTooLong } from './disable-endpoint.ts';
import { NotYet } from './not-yet.ts';

/** True when it has failed before. Throws NotYet while it rests. */
export async function mayTry({ endpoints, clock }: Deps, subscription: Subscription): Promise<boolean> {
  const health = await endpoints.health(subscription);
  if (health?.restsUntil !== undefined && health.restsUntil > clock.now().toISOString())
    throw new NotYet('the endpoint is slow and is left alone for a moment');
  return health !== undefined;
}

/** One that gave no answer, and so may have kept us waiting, rests: others' events need not wait behind it. */
export async function keepFailure(deps: Deps, subscription: Subscription, noAnswer: boolean): Promise<void> {
  const { clock, endpoints } = deps;
  const now = clock.now();
  const rest = noAnswer ? new Date(now.getTime() + restSeconds * 1000) : undefined;
  const { failingSince } = await endpoints.failed(subscription, now, rest);
  if (hasFailedTooLong(failingSince, now))
    await disableEndpoint(deps, subscription, { reason: 'failing', since: failingSince });
}
