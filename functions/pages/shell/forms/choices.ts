/** Turns the directory's lists into choices of a form. */
import type { AreaList, ServiceList } from '../../../http/views/directory-schemas.ts';
import { orUnavailable } from '../unavailable.ts';
import type { Visit } from '../visit.ts';
import type { Group, Option } from './form.tsx';

export type Lists = { services: ServiceList['services']; areas: AreaList['areas'] };

/**
 * Services and areas; none where the API refuses them. Throws ApiUnavailable when it does not answer, unless `orNone`: a form that has been
 * filled in is shown rather without lists than not at all.
 */
export async function listsOf({ deps: { api } }: Visit, { orNone = false } = {}): Promise<Lists> {
  const ask = <T>(path: string) => (orNone ? orUnavailable(api.get<T>(path)) : api.get<T>(path));
  const [services, areas] = await Promise.all([ask<ServiceList>('/v1/services'), ask<AreaList>('/v1/areas')]);
  return { services: services.ok ? services.body.services : [], areas: areas.ok ? areas.body.areas : [] };
}

function grouped<T>(items: readonly T[], groupOf: (item: T) => string, option: (item: T) => Option): Group[] {
  return [...Map.groupBy(items, groupOf)].map(([label, members]) => ({ label, options: members.map(option) }));
}

export const byGroup = (services: Lists['services']): Group[] =>
  grouped(
    services,
    ({ group }) => group,
    ({ code, name, keywords }) => ({ value: code, text: name, words: keywords.join(' ') }),
  );

export const byDistrict = (areas: Lists['areas']): Group[] =>
  grouped(
    areas,
    ({ districtName }) => districtName,
    ({ code, name, kind }) => ({ value: code, text: `${name} (${kindOf(kind)})` }),
  );

/** A source that does not tell desa from negeri says `desa-negeri`. */
export const kindOf = (kind: string): string => kind.replace('-', '/');
