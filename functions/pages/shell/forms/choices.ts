/** The directory's lists as choices in a form. */
import type { AreaList, ServiceList } from '../../../http/views/directory-schemas.ts';
import type { Group, Option } from './form.tsx';

function grouped<T>(items: readonly T[], groupOf: (item: T) => string, option: (item: T) => Option): Group[] {
  return [...Map.groupBy(items, groupOf)].map(([label, members]) => ({ label, options: members.map(option) }));
}

export const byGroup = (services: ServiceList['services']): Group[] =>
  grouped(
    services,
    ({ group }) => group,
    ({ code, name, keywords }) => ({ value: code, text: name, words: keywords.join(' ') }),
  );

export const byDistrict = (areas: AreaList['areas']): Group[] =>
  grouped(
    areas,
    ({ districtName }) => districtName,
    ({ code, name, kind }) => ({ value: code, text: `${name} (${kindOf(kind)})` }),
  );

/** A source that does not tell desa from negeri says `desa-negeri`. */
export const kindOf = (kind: string): string => kind.replace('-', '/');
