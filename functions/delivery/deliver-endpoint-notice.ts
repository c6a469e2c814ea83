/** Tells the city of an endpoint that was taken out of service. It keeps no idempotency record: a crash after the publish tells it twice. */
import { endpointNotice, type OutboundEndpointNotice } from '../domain/messages/endpoint-notice.ts';
import type { Deps } from './deps.ts';
import { TryLater } from './try-later.ts';

/** Throws when it must be tried again. */
export function deliverEndpointNotice({ directory, notices }: Pick<Deps, 'directory' | 'notices'>) {
  return async (message: OutboundEndpointNotice): Promise<void> => {
    const [city, client] = await Promise.all([directory.city(), directory.client(message.clientId)]);
    const result = await notices.publish(endpointNotice(message, { city, client }));
    if (result.outcome === 'not-sent') throw new TryLater(result.cause);
  };
}
