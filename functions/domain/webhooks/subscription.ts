/**
 * Defines a subscription: an API client, or a system above the city, that is told of events by signed web requests (docs/webhooks.md,
 * docs/relay.md), and decides what it may see.
 */
import * as z from 'zod';
import { openEnum, openPartialRecord, storedObject } from '../kernel/stored.ts';
import { instant, type Complaint, type ComplaintEvent } from '../complaint/complaint.ts';
import { apiClient, complaintClass, isoDate, isValidOn, type ApiClient } from '../city/records.ts';
import { action, state } from '../complaint/lifecycle.ts';
import { isStaffOnly, staffOnly, staffOnlyActions } from '../complaint/staff-only.ts';

/** A secret that must be used again: base64 of a KMS ciphertext tied to its owner `subscription#<id>`, with its maker and instant. */
const encryptedSecret = storedObject({ ciphertext: z.base64().max(8192), createdAt: instant, by: z.string() });

/** The secrets of a subscription. They are kept apart from its record, which is shown and edited as a whole. */
export const subscriptionSecrets = storedObject({
  version: z.number().int().positive(),
  /** Signing secrets, the newest first; two while one is exchanged. */
  signing: z.array(encryptedSecret.extend({ secretId: z.string() })).max(2),
  /** The token by which upstream knows a relay. */
  relayToken: encryptedSecret.optional(),
});
export type SubscriptionSecrets = z.infer<typeof subscriptionSecrets>;

/** Reasons for which the system takes an endpoint out of service. */
export const disabledReason = z.enum(['failing', 'gone']);

const endpointUrl = z.url().max(500);

/** Actions that a subscriber may hear of. */
export const tellableAction = action.exclude(staffOnlyActions);

/** Upstream's names for ours. A state, class or category without one goes under our own name. */
const upstreamNames = storedObject({
  states: openPartialRecord(state, z.string().max(100)).optional(),
  classes: openPartialRecord(complaintClass, z.string().max(100)).optional(),
  /** By service code. */
  categories: z.record(z.string(), z.string().max(100)).optional(),
});

/** Files complaints upstream in the form of LAPOR's `addstream` (docs/service.md#sp4n-lapor-and-its-interface), by the city's account there. */
const addstream = storedObject({
  url: endpointUrl,
  account: storedObject({
    email: z.email().max(254),
    phone: z.string().max(20),
    firstName: z.string().min(1).max(60),
  }),
});
export type Addstream = z.infer<typeof addstream>;

/** The part of a subscription that makes it a relay to a system above the city. */
const relay = storedObject({
  /** Instant from which a complaint goes upstream: at once, or after a person has verified it. */
  from: openEnum(z.enum(['filed', 'verified'])),
  names: upstreamNames.optional(),
  addstream: addstream.optional(),
});
export type Relay = z.infer<typeof relay>;

export const subscription = storedObject({
  version: z.number().int().positive(),
  validTo: isoDate.optional(),
  /** Sort key, and part of webhook ids, which have no `#`. */
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
  /** Owner, whose scopes, contact and status count. A relay's client is the one by which upstream files here. */
  clientId: apiClient.shape.clientId,
  /** Endpoint of events. A relay that only files upstream has none. */
  url: endpointUrl.optional(),
  /** Actions of which events are sent; all when absent. */
  actions: z.array(openEnum(tellableAction)).min(1).optional(),
  serviceCodes: z.array(z.string().max(40)).min(1).optional(),
  agencyIds: z.array(z.string().max(60)).min(1).optional(),
  relay: relay.optional(),
  /** Set by the system after days without success, or by an answer 410. An edit by the admin removes it. */
  disabledAt: instant.optional(),
  disabledReason: openEnum(disabledReason).optional(),
}).refine((s) => s.url !== undefined || s.relay?.addstream !== undefined, {
  path: ['url'],
  message: 'required, unless a relay files upstream',
});
export type Subscription = z.infer<typeof subscription>;

/** Names a subscription as owner of its secrets in KMS's encryption context. */
export const secretOwner = ({ id }: Pick<Subscription, 'id'>): string => `subscription#${id}`;

/** True while events are sent for the subscription. */
export const isActive = (s: Subscription, now: Date): boolean => s.disabledAt === undefined && isValidOn(s, now);

/** True for an event that may hide a complaint from a subscriber. It is sent whatever the filter says, so that a mirror can forget it. */
export const hides = (event: Pick<ComplaintEvent, 'confidential'>): boolean => event.confidential === true;

/**
 * True when a subscriber with this sight is told of the event. The public is told of changes of state and of what makes a complaint
 * public, but not of the conversation about it.
 */
export function isNews(sight: Sight, event: Pick<ComplaintEvent, 'action' | 'from' | 'to' | 'confidential'>): boolean {
  if (isStaffOnly(event.action)) return false;
  return sight === 'full' || event.from !== event.to || event.action === 'verify' || event.confidential === false;
}

/** True when the subscription asks for such events. What its subscriber may see is decided when the event is sent. */
export function wants(s: Subscription, event: ComplaintEvent, now: Date): boolean {
  if (!isActive(s, now)) return false;
  const among = <T>(wanted: readonly T[] | undefined, value: T | undefined): boolean =>
    wanted === undefined || (value !== undefined && wanted.includes(value));
  // So does an action of a newer release that hides: a mirror must not go on showing the complaint.
  if (hides(event) && !staffOnly.has(event.action)) return true;
  if (isStaffOnly(event.action)) return false;
  return (
    among<string>(s.actions, event.action) &&
    among(s.serviceCodes, event.serviceCode) &&
    among(s.agencyIds, event.agencyId)
  );
}

/** Sight of a complaint. `full` has texts and place as the reporter's view; `public` is what everybody may see. Neither has an identity. */
export type Sight = 'full' | 'public';

/**
 * Returns a subscriber's sight of a complaint as it is now (docs/design.md#privacy-and-authorization); undefined when it may see nothing.
 * A confidential complaint is for clients with that scope only, and is never sent upstream.
 */
export function sightOf(
  s: Pick<Subscription, 'relay'>,
  client: Pick<ApiClient, 'clientId' | 'scopes'>,
  complaint: Pick<Complaint, 'clientId' | 'confidential' | 'verifiedAt'>,
): Sight | undefined {
  const own = complaint.clientId === client.clientId;
  const verified = complaint.verifiedAt !== undefined;
  if (complaint.confidential && (!client.scopes.includes('complaints:confidential') || (s.relay && !own)))
    return undefined;
  if (own) return 'full';
  if (s.relay) return verified || s.relay.from === 'filed' ? 'full' : undefined;
  return verified ? 'public' : undefined;
}
