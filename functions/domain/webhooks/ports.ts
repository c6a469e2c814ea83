/** Ports of webhooks and of the relay to a system above the city. */
import type { Complaint, ComplaintEvent } from '../complaint/complaint.ts';
import type { OutboundEndpointNotice } from '../messages/endpoint-notice.ts';
import type { EndpointHealth } from './endpoint-health.ts';
import type { OutboundEvent } from './outbound-events.ts';
import type { RelayRecord } from './relay-record.ts';
import type { Addstream, Subscription, SubscriptionSecrets } from './subscription.ts';

/** Reads subscriptions, cached up to 60 s. An unreadable record is left out, so that it keeps no events from the others. */
export type Subscriptions = { subscriptions(): Promise<Subscription[]> };

/** Reads the encrypted secrets of a subscription; cached up to 60 s. */
export type EncryptedSecrets = { secretsOf(id: string): Promise<SubscriptionSecrets | undefined> };

/** Stores secrets over the version read. It reads them uncached. */
export type SecretKeeper = EncryptedSecrets & {
  /** Throws ChangedMeanwhile when somebody was first. */
  keep(id: string, secrets: SubscriptionSecrets): Promise<void>;
};

/** Returns the fault of a URL as an endpoint, its name's present addresses included; undefined when there is none. */
export type EndpointCheck = { problem(url: string): Promise<string | undefined> };

/** Sends events to a FIFO queue grouped by complaint and subscription. */
export type WebhookQueue = { send(events: readonly OutboundEvent[]): Promise<void> };

/** Hides a received message, so that the queue gives it out again after so many seconds. */
export type WaitingQueue = { giveAgain(receiptHandle: string, seconds: number): Promise<void> };

/** An event with the text it brought, and the complaint's first text, by field. Either may have been erased. */
export type WebhookFact = {
  event: ComplaintEvent;
  text: Record<string, string> | undefined;
  report: Record<string, string> | undefined;
};

/** Reads the facts to send and records each delivery, permanently, so that the whole stream can be replayed at any time. */
export type WebhookDeliveries = {
  fact(outbound: OutboundEvent): Promise<WebhookFact | undefined>;
  isDelivered(outbound: OutboundEvent): Promise<boolean>;
  markDelivered(outbound: OutboundEvent, at: string): Promise<void>;
  /** True when this subscriber was told of this complaint before. */
  wasTold(outbound: OutboundEvent): Promise<boolean>;
};

export type RelayRecords = {
  relayed(outbound: OutboundEvent): Promise<RelayRecord | undefined>;
  /** Counts an attempt before it is made and returns the number of attempts so far. */
  beginAttempt(outbound: OutboundEvent, at: string): Promise<number>;
  /** Takes back an attempt that certainly did not arrive. */
  cancelAttempt(outbound: OutboundEvent): Promise<void>;
  keepUpstreamId(
    outbound: OutboundEvent,
    ids: { upstreamId: string; transactionId?: string | undefined },
  ): Promise<void>;
};

/** A complaint's id in the upstream system that `subscriptionId` names. */
export type UpstreamId = { subscriptionId: string; upstreamId: string };
/** Reads a complaint's upstream ids. A system that has not answered yet is left out. */
export type RelayReader = { upstreamIds(complaintId: string): Promise<UpstreamId[]> };

/** An endpoint under one version of its subscription; an edit begins a new record. */
export type Endpoint = Pick<Subscription, 'id' | 'version'>;

export type EndpointHealthStore = {
  health(endpoint: Endpoint): Promise<EndpointHealth | undefined>;
  /** Records a failure and returns since when there has been no success. */
  failed(endpoint: Endpoint, at: Date, restsUntil?: Date): Promise<EndpointHealth>;
  recovered(endpoint: Endpoint): Promise<void>;
};

/** Puts the notice of an endpoint that is taken out of service on the message queue. */
export type EndpointNoticeQueue = { owe(outbound: OutboundEndpointNotice): Promise<void> };

/** Takes a subscription out of service, unless it was edited since it was read. */
export type SubscriptionDisabler = {
  disable(s: Subscription, reason: NonNullable<Subscription['disabledReason']>, at: string): Promise<void>;
};

/** Answer to a request. `failed` means none; `arrived` says whether the request may have reached the other side. */
export type HttpAnswer =
  | { outcome: 'answered'; status: number; body: string; retryAfter?: number | undefined }
  | { outcome: 'failed'; cause: string; arrived: boolean };

/**
 * Posts to an address of the public internet only. It checks the resolved address and connects to that one, follows no redirect, waits
 * at most 10 s and reads a few kB.
 */
export type HttpPoster = {
  post(url: string, headers: Record<string, string>, body: string): Promise<HttpAnswer>;
};

/** Resolves a name to its present addresses. Throws when it has none. */
export type AddressResolver = { resolve(host: string): Promise<string[]> };

/** The part of a complaint that goes upstream, without the reporter. */
export type UpstreamReport = Pick<Complaint, 'id' | 'anonymous'> & { content: string };

/** Answer of an upstream system. `unknown`: the complaint may have been filed. */
export type UpstreamAnswer =
  | { outcome: 'filed'; upstreamId: string; transactionId?: string | undefined }
  | { outcome: 'not-filed' | 'unknown'; cause: string };

export type Upstream = {
  file(to: Pick<Addstream, 'url' | 'account'>, token: string, report: UpstreamReport): Promise<UpstreamAnswer>;
};
