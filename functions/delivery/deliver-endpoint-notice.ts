/** Tells the city of an endpoint that was taken out of service. It keeps no idempotency record, so a crash after the publish tells it twice. */
import { endpointNotice, type OutboundEndpointNotice } from '../domain/messages/endpoint-notice.ts';
import type { Deps } from './deps.ts';
import { TryLater } from '../domain/kernel/try-later.ts';

/** Throws TryLater, or what failed, when the message must be tried again. */
export function deliverEndpointNotice({ directory, notices }: Pick<Deps, 'directory' | 'notices'>) {
  return async (message: OutboundEndpointNotice): Promise<void> => {
    const [city, client] = await Promise.all([directory.city(), directory.client(message.clientId)]);
    const result = await notices.publish(endpointNotice(message, { city, client }));
    if (result.outcome === 'not-sent') throw new TryLater(result.cause);
  };
}
