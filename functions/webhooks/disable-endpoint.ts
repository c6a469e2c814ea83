/** Takes an endpoint out of service and tells the city who to call. */
import type { Subscription } from '../domain/subscription.ts';
import { disableAfterDays } from '../domain/webhook-retries.ts';
import { localTime } from '../domain/zone.ts';
import type { Deps } from './deps.ts';
import { NotYet } from './not-yet.ts';

const dayMs = 86_400_000;

export const hasFailedTooLong = (since: string, now: Date): boolean =>
  now.getTime() - Date.parse(since) >= disableAfterDays * dayMs;

const why = {
  failing: (day: string) => `tidak menerima kabar sejak ${day}`,
  gone: (day: string) => `menyatakan diri tidak ada lagi pada ${day}`,
};

/** The notice goes first: a crash in between tells twice, which is better than never. */
export async function disableEndpoint(
  { clock, directory, notices, subscriptions, count }: Deps,
  subscription: Subscription,
  { reason, since }: { reason: 'failing' | 'gone'; since: string },
): Promise<void> {
  const [city, client] = await Promise.all([directory.city(), directory.client(subscription.clientId)]);
  const day = localTime(city.zone, new Date(since)).date;
  const told = await notices.publish({
    subject: `Langganan ${subscription.id} dihentikan`,
    body:
      `Alamat penerima langganan ${subscription.id} milik aplikasi ${client?.name ?? subscription.clientId} ${why[reason](day)}, ` +
      `maka pengiriman dihentikan. Hubungi pemiliknya${client?.contact === undefined ? '' : ` (${client.contact})`}; ` +
      'setelah diperbaiki, admin mengaktifkannya lagi.',
    agency: '-',
    office: 'coordinator',
    level: 'red',
  });
  if (told.outcome === 'not-sent') throw new NotYet(`its owner could not be told: ${told.cause}`);
  await subscriptions.disable(subscription, reason, clock.now().toISOString());
  count('EndpointsDisabled');
}
