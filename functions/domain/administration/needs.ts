/** Lists the records that block the retirement of another, because they name it and outlast it. */
import type { Service } from '../city/records.ts';
import { cityOf, type Edited, type Records } from './edits.ts';
import type { RecordKind, RecordOf } from './record-kinds.ts';
import type { Blocker } from '../kernel/errors.ts';

/** Records that outlast the retired one, by kind. */
type Later = Pick<Records, 'service' | 'area' | 'subscription' | 'city'>;

const servicesNaming = ({ service }: Later, names: (route: Service['route']) => boolean): Blocker[] =>
  service.filter((s) => names(s.route)).map((s) => ({ kind: 'service', id: s.code }));

/** Blockers by kind. Kinds that are not here block nothing: complaints of a retired service continue. */
const needs: { [K in RecordKind]?: (record: RecordOf<K>, later: Later) => Blocker[] } = {
  agency: ({ id }, later) => [
    ...(cityOf(later).coordinatorAgencyId === id ? [{ kind: 'city', id: 'coordinatorAgencyId' }] : []),
    ...servicesNaming(
      later,
      (route) => route.agencyId === id || (route.exceptions ?? []).some((e) => e.agencyId === id),
    ),
    ...later.area.filter((a) => a.districtAgencyId === id).map((a) => ({ kind: 'area', id: a.code })),
  ],
  area: ({ code }, later) =>
    servicesNaming(later, (route) => (route.exceptions ?? []).some((e) => e.areaCode === code)),
  client: ({ clientId }, later) =>
    later.subscription.filter((s) => s.clientId === clientId).map((s) => ({ kind: 'subscription', id: s.id })),
};

/** Returns the records that need this one for longer than its last day; none while it has no last day. */
export function blockersOf<K extends RecordKind>(kind: K, { after, all }: Pick<Edited<K>, 'after' | 'all'>): Blocker[] {
  const lastDay = 'validTo' in after ? after.validTo : undefined;
  if (lastDay === undefined) return [];
  const outlasting = <T extends { validTo?: string | undefined }>(records: readonly T[]): T[] =>
    records.filter(({ validTo }) => validTo === undefined || validTo > lastDay);
  const { service, area, subscription, city } = all;
  const later = {
    service: outlasting(service),
    area: outlasting(area),
    subscription: outlasting(subscription),
    city,
  };
  return needs[kind]?.(after, later) ?? [];
}
