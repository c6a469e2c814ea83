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

/** What webhooks needs of the outside world. */
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
  /** Told of each failure that will be tried again; never given a text or an error's message. */
  onFailure: (what: { complaintId?: string; version?: number; subscriptionId?: string; error: string }) => void;
};
