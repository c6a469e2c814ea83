/** Lists what webhooks needs from the outside world. */
import type { ComplaintReader } from '../domain/complaint/ports.ts';
import type { Clock } from '../domain/kernel/ports.ts';
import type { Directory, SecretReader } from '../domain/city/ports.ts';
import type {
  EndpointHealthStore,
  EndpointNoticeQueue,
  HttpPoster,
  RelayRecords,
  EncryptedSecrets,
  SubscriptionDisabler,
  Subscriptions,
  Upstream,
  WaitingQueue,
  WebhookDeliveries,
} from '../domain/webhooks/ports.ts';

export type Deps = {
  clock: Clock;
  directory: Pick<Directory, 'city' | 'agency' | 'service' | 'client'>;
  complaints: Pick<ComplaintReader, 'get'>;
  deliveries: WebhookDeliveries;
  relays: RelayRecords;
  endpoints: EndpointHealthStore;
  subscriptions: Subscriptions & SubscriptionDisabler;
  encryptedSecrets: EncryptedSecrets;
  secrets: SecretReader;
  poster: HttpPoster;
  upstream: Upstream;
  endpointNotices: EndpointNoticeQueue;
  queue: WaitingQueue;
  count: (name: 'EndpointsDisabled' | 'RelayUnconfirmed') => void;
  /** Reports each failure that will be tried again. It gets no text and no error's message. */
  onFailure: (what: { complaintId?: string; version?: number; subscriptionId?: string; error: string }) => void;
};
