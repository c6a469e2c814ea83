/**
 * A subscription: an API client, or a system above the city, that is told of events by signed web requests (docs/webhooks.md,
 * docs/relay.md). Apart from directory.ts, whose records know nothing of the lifecycle.
 */
import * as z from 'zod';
import { instant, type Complaint, type ComplaintEvent } from '../complaint/complaint.ts';
import { apiClient, complaintClass, isoDate, isValidOn, type ApiClient } from '../city/records.ts';
import { action, state } from '../complaint/lifecycle.ts';
import { staffOnly, staffOnlyActions } from '../complaint/staff-only.ts';

/** A secret that we must use again: base64 of a KMS ciphertext, tied to its owner, `subscription#<id>`. Who made it, and when, is kept. */
const encryptedSecret = z.strictObject({ ciphertext: z.base64().max(8192), createdAt: instant, by: z.string() });

/** The secrets of a subscription, apart from its record, which is shown and edited as a whole. */
export const subscriptionSecrets = z.strictObject({
  version: z.number().int().positive(),
  /** Signing secrets, the newest first; two while one is exchanged. */
  signing: z.array(encryptedSecret.extend({ secretId: z.string() })).max(2),
  /** What upstream wants to see of a relay. */
  relayToken: encryptedSecret.optional(),
});
export type SubscriptionSecrets = z.infer<typeof subscriptionSecrets>;

const endpointUrl = z.url().max(500);

/** Actions that a subscriber may hear of. */
export const tellableAction = action.exclude(staffOnlyActions);

/** Upstream's name for each of ours; what is not named goes under our own. */
const upstreamNames = z.strictObject({
  states: z.partialRecord(state, z.string().max(100)).optional(),
  classes: z.partialRecord(complaintClass, z.string().max(100)).optional(),
  /** By service code. */
  categories: z.record(z.string(), z.string().max(100)).optional(),
});

/** A complaint is filed upstream in the form of LAPOR's `addstream` (docs/service.md#sp4n-lapor-and-its-interface), by the city's own account there; its token is a secret. */
const addstream = z.strictObject({
  url: endpointUrl,
  account: z.strictObject({
    email: z.email().max(254),
    phone: z.string().max(20),
    firstName: z.string().min(1).max(60),
  }),
});
export type Addstream = z.infer<typeof addstream>;

/** What makes a subscription a relay to a system above the city. */
const relay = z.strictObject({
  /** Which complaints go upstream: each at once, or only those that a person has verified. */
  from: z.enum(['filed', 'verified']),
  names: upstreamNames.optional(),
  addstream: addstream.optional(),
});
export type Relay = z.infer<typeof relay>;

export const subscription = z
  .strictObject({
    version: z.number().int().positive(),
    validTo: isoDate.optional(),
    /** Sort key. Part of webhook ids, which have no `#`. */
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(60),
    /** Whose it is: scopes, contact and status are the client's. A relay's client is the one by which upstream files here. */
    clientId: apiClient.shape.clientId,
    /** Where events are posted. A relay that only files upstream has none. */
    url: endpointUrl.optional(),
    /** Only these; all when absent. */
    actions: z.array(tellableAction).min(1).optional(),
    serviceCodes: z.array(z.string().max(40)).min(1).optional(),
    agencyIds: z.array(z.string().max(60)).min(1).optional(),
    relay: relay.optional(),
    /** Set by us after days without success, or by an answer 410; an edit by the admin takes it away. */
    disabledAt: instant.optional(),
    disabledReason: z.enum(['failing', 'gone']).optional(),
  })
  .refine((s) => s.url !== undefined || s.relay?.addstream !== undefined, {
    path: ['url'],
    message: 'required, unless a relay files upstream',
  });
export type Subscription = z.infer<typeof subscription>;

/** Whose secrets they are, in KMS's encryption context. */
export const secretOwner = ({ id }: Pick<Subscription, 'id'>): string => `subscription#${id}`;

/** Events are sent for it at all. */
export const isActive = (s: Subscription, now: Date): boolean => s.disabledAt === undefined && isValidOn(s, now);

/** An event that may hide a complaint from who has seen it: told whatever the filter says, so that a mirror can forget it. */
export const hides = (event: Pick<ComplaintEvent, 'confidential'>): boolean => event.confidential === true;

/**
 * Whether who sees a complaint so hears of this event. The public hears of changes of state, as its view shows them, and of what makes a
 * complaint public: not of the conversation about it.
 */
export function isNews(sight: Sight, event: Pick<ComplaintEvent, 'action' | 'from' | 'to' | 'confidential'>): boolean {
  if (staffOnly.has(event.action)) return false;
  return sight === 'full' || event.from !== event.to || event.action === 'verify' || event.confidential === false;
}

/** Whether an event is one of those asked for. What its subscriber may see of it is decided when it is sent. */
export function wants(s: Subscription, event: ComplaintEvent, now: Date): boolean {
  if (!isActive(s, now) || staffOnly.has(event.action)) return false;
  const among = <T>(wanted: readonly T[] | undefined, value: T | undefined): boolean =>
    wanted === undefined || (value !== undefined && wanted.includes(value));
  if (hides(event)) return true;
  return (
    among<string>(s.actions, event.action) &&
    among(s.serviceCodes, event.serviceCode) &&
    among(s.agencyIds, event.agencyId)
  );
}

/** `full`: texts and place, as the reporter's view has them; `public`: what everybody may see. Never an identity. */
export type Sight = 'full' | 'public';

/**
 * What a subscriber may see of a complaint as it is now (docs/design.md#privacy-and-authorization). Undefined: nothing. A confidential complaint is only for a
 * client with that scope, and is never sent upstream.
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
