/** Tells the city that a subscriber's endpoint was taken out of service: the message in the queue, and its words. */
import * as z from 'zod';
import { lookUp, openEnum, storedObject, type UnknownWord } from '../kernel/stored.ts';
import { instant } from '../complaint/complaint.ts';
import type { ApiClient, City } from '../city/records.ts';
import type { Notice } from './ports.ts';
import { localTime } from '../kernel/zone.ts';

/** The notice as it stands in the message queue: ids only. `since` is the first failure, or the instant of the answer 410. */
export const outboundEndpointNotice = storedObject({
  subscriptionId: z.string(),
  clientId: z.string(),
  reason: openEnum(z.enum(['failing', 'gone'])),
  since: instant,
});
export type OutboundEndpointNotice = z.infer<typeof outboundEndpointNotice>;

const why: Record<Exclude<OutboundEndpointNotice['reason'], UnknownWord>, (day: string) => string> = {
  failing: (day) => `tidak menerima kabar sejak ${day}`,
  gone: (day) => `menyatakan diri tidak ada lagi pada ${day}`,
};

/** Writes the notice to the coordinator, with the API client's contact to call. */
export function endpointNotice(
  { subscriptionId, clientId, reason, since }: OutboundEndpointNotice,
  { city, client }: { city: City; client: ApiClient | undefined },
): Notice {
  const day = localTime(city.zone, new Date(since)).date;
  const contact = client?.contact === undefined ? '' : ` (${client.contact})`;
  return {
    subject: `Langganan ${subscriptionId} dihentikan`,
    body:
      `Alamat penerima langganan ${subscriptionId} milik aplikasi ${client?.name ?? clientId} ${(lookUp(why, reason) ?? why.failing)(day)}, ` +
      `maka pengiriman dihentikan. Hubungi pemiliknya${contact}; setelah diperbaiki, admin mengaktifkannya lagi.`,
    agency: '-',
    office: 'coordinator',
    level: 'red',
  };
}
