/** Checks that the client, the agencies and the services that a subscription names exist. */
import type { ApiClient } from '../city/records.ts';
import type { InForce } from './checks.ts';
import type { FieldError } from '../kernel/errors.ts';
import type { Subscription } from '../webhooks/subscription.ts';

type Known = Pick<InForce, 'agencies' | 'services'> & { clients: readonly ApiClient[] };

/** Yields the fields that are wrong. */
export function* checkSubscription(s: Subscription, { clients, agencies, services }: Known): Generator<FieldError> {
  const client = clients.find((c) => c.clientId === s.clientId);
  if (!client) yield { field: 'clientId', message: `no API client '${s.clientId}'` };
  else if (!client.scopes.includes('webhooks'))
    yield { field: 'clientId', message: `client ${s.clientId} lacks the scope webhooks` };
  for (const id of s.agencyIds ?? []) {
    if (!agencies.some((a) => a.id === id)) yield { field: 'agencyIds', message: `no agency '${id}' is in force` };
  }
  for (const code of s.serviceCodes ?? []) {
    if (!services.some((v) => v.code === code))
      yield { field: 'serviceCodes', message: `no service '${code}' is in force` };
  }
}
