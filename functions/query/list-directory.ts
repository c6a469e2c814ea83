/** Lists the public part of the directory, which an app needs to file a complaint: services, areas and agencies in force. */
import { isValidOn } from '../domain/city/records.ts';
import type { CityContext } from '../domain/city/ports.ts';
import type { AgencyList, AreaList, ServiceList } from '../http/views/directory-schemas.ts';

export function listServices({ directory, clock }: CityContext) {
  return async (): Promise<ServiceList> => {
    const all = await directory.services();
    const services = all
      .filter((s) => isValidOn(s, clock.now()))
      .map(({ code, name, description, group, subgroup, keywords, class: c }) => ({
        code,
        name,
        description,
        group,
        subgroup: subgroup ?? null,
        keywords,
        class: c,
      }));
    return { services };
  };
}

export function listAreas({ directory, clock }: CityContext) {
  return async (): Promise<AreaList> => {
    const all = await directory.areas();
    const areas = all
      .filter((a) => isValidOn(a, clock.now()))
      .map(({ code, name, kind, districtCode, districtName, lat, long }) => ({
        code,
        name,
        kind,
        districtCode,
        districtName,
        lat,
        long,
      }));
    return { areas };
  };
}

/** By name, as people look for one. */
export function listAgencies({ directory, clock }: CityContext) {
  return async (): Promise<AgencyList> => {
    const all = await directory.agencies();
    const agencies = all
      .filter((a) => isValidOn(a, clock.now()))
      .map(({ id, name, kind }) => ({ id, name, kind }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'id'));
    return { agencies };
  };
}
