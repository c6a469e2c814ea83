/** Tells the city that a subscriber's endpoint was taken out of service: the message in the queue, and its words. */
import * as z from 'zod';
import { instant } from '../complaint/complaint.ts';
import type { ApiClient, City } from '../city/records.ts';
import type { Notice } from './ports.ts';
import { localTime } from '../kernel/zone.ts';

/** As it stands in the message queue: ids only. `since`: the first failure, or the moment in which it said that it is gone. */
export const outboundEndpointNotice = z.strictObject({
  subscriptionId: z.string(),
  clientId: z.string(),
  reason: z.enum(['failing', 'gone']),
  since: instant,
});
export type OutboundEndpointNotice = z.infer<typeof outboundEndpointNotice>;

const why: Record<OutboundEndpointNotice['reason'], (day: string) => string> = {
  failing: (day) => `tidak menerima kabar sejak ${day}`,
  gone: (day) => `menyatakan diri tidak ada lagi pada ${day}`,
};

/** For the coordinator, who knows whom to call: the contact of the API client. */
export function endpointNotice(
  { subscriptionId, clientId, reason, since }: OutboundEndpointNotice,
  { city, client }: { city: City; client: ApiClient | undefined },
): Notice {
  const day = localTime(city.zone, new Date(since)).date;
  const contact = client?.contact === undefined ? '' : ` (${client.contact})`;
  return {
    subject: `Langganan ${subscriptionId} dihentikan`,
    body:
      `Alamat penerima langganan ${subscriptionId} milik aplikasi ${client?.name ?? clientId} ${why[reason](day)}, ` +
      `maka pengiriman dihentikan. Hubungi pemiliknya${contact}; setelah diperbaiki, admin mengaktifkannya lagi.`,
    agency: '-',
    office: 'coordinator',
    level: 'red',
  };
}
