/** What webhooks and the national relay need of the outside world, besides ports.ts. */
import type { Complaint, ComplaintEvent } from '../complaint/complaint.ts';
import type { OutboundEndpointNotice } from '../messages/endpoint-notice.ts';
import type { EndpointHealth } from './endpoint-health.ts';
import type { OutboundEvent } from './outbound-events.ts';
import type { RelayRecord } from './relay-record.ts';
import type { Addstream, Subscription, SubscriptionSecrets } from './subscription.ts';

/** Cached up to 60 s. A record that cannot be read is left out: it must not keep events from all others. */
export type Subscriptions = { subscriptions(): Promise<Subscription[]> };

/** Secrets of subscriptions as they are encrypted; cached up to 60 s. */
export type EncryptedSecrets = { secretsOf(id: string): Promise<SubscriptionSecrets | undefined> };

/** For who makes secrets: read as they are now, stored over the version read. */
export type SecretKeeper = EncryptedSecrets & {
  /** Throws ChangedMeanwhile when somebody was first. */
  keep(id: string, secrets: SubscriptionSecrets): Promise<void>;
};

/** What is wrong with a URL as a place to send to, its name's present addresses included; undefined when nothing is. */
export type EndpointCheck = { problem(url: string): Promise<string | undefined> };

/** FIFO by complaint and subscription. */
export type WebhookQueue = { send(events: readonly OutboundEvent[]): Promise<void> };

/** Hides a message that was received, so that it is given out again after so many seconds. */
export type WaitingQueue = { giveAgain(receiptHandle: string, seconds: number): Promise<void> };

/** An event with the text it brought, and the complaint's first text, by field. Either may have been erased. */
export type WebhookFact = {
  event: ComplaintEvent;
  text: Record<string, string> | undefined;
  report: Record<string, string> | undefined;
};

/** Records of what has been sent. They are permanent, so that the whole stream can be replayed at any time. */
export type WebhookDeliveries = {
  fact(outbound: OutboundEvent): Promise<WebhookFact | undefined>;
  isDelivered(outbound: OutboundEvent): Promise<boolean>;
  markDelivered(outbound: OutboundEvent, at: string): Promise<void>;
  /** Whether this subscriber has been told of this complaint before. */
  wasTold(outbound: OutboundEvent): Promise<boolean>;
};

export type RelayRecords = {
  relayed(outbound: OutboundEvent): Promise<RelayRecord | undefined>;
  /** Counts an attempt before it is made; answers how many there are now. */
  beginAttempt(outbound: OutboundEvent, at: string): Promise<number>;
  /** Takes back one that certainly did not arrive. */
  cancelAttempt(outbound: OutboundEvent): Promise<void>;
  keepUpstreamId(
    outbound: OutboundEvent,
    ids: { upstreamId: string; transactionId?: string | undefined },
  ): Promise<void>;
};

/** Where a complaint is known by another id: `subscriptionId` names the system. Without those whose answer is awaited. */
export type UpstreamId = { subscriptionId: string; upstreamId: string };
export type RelayReader = { upstreamIds(complaintId: string): Promise<UpstreamId[]> };

/** An endpoint under one version of its subscription: an edit begins anew. */
export type Endpoint = Pick<Subscription, 'id' | 'version'>;

export type EndpointHealthStore = {
  health(endpoint: Endpoint): Promise<EndpointHealth | undefined>;
  /** Remembers a failure; answers since when there has been no success. */
  failed(endpoint: Endpoint, at: Date, restsUntil?: Date): Promise<EndpointHealth>;
  recovered(endpoint: Endpoint): Promise<void>;
};

/** Owes the city a notice of an endpoint that is taken out of service. */
export type EndpointNoticeQueue = { owe(outbound: OutboundEndpointNotice): Promise<void> };

/** Takes a subscription out of service, unless it was edited since it was read. */
export type SubscriptionDisabler = {
  disable(s: Subscription, reason: NonNullable<Subscription['disabledReason']>, at: string): Promise<void>;
};

/** `failed`: no answer. `arrived` says whether the request may have reached the other side. */
export type HttpAnswer =
  | { outcome: 'answered'; status: number; body: string; retryAfter?: number | undefined }
  | { outcome: 'failed'; cause: string; arrived: boolean };

/**
 * Posts to an address of the public internet only: checked after the name is resolved, and that address is the one connected to. Follows
 * no redirect, waits 10 s at most, reads a few kB.
 */
export type HttpPoster = {
  post(url: string, headers: Record<string, string>, body: string): Promise<HttpAnswer>;
};

/** Addresses that a name has now. Throws when it has none. */
export type AddressResolver = { resolve(host: string): Promise<string[]> };

/** What goes upstream of a complaint: never who reported it. */
export type UpstreamReport = Pick<Complaint, 'id' | 'anonymous'> & { content: string };

/** `unknown`: it may have been filed. */
export type UpstreamAnswer =
  | { outcome: 'filed'; upstreamId: string; transactionId?: string | undefined }
  | { outcome: 'not-filed' | 'unknown'; cause: string };

export type Upstream = {
  file(to: Pick<Addstream, 'url' | 'account'>, token: string, report: UpstreamReport): Promise<UpstreamAnswer>;
};
