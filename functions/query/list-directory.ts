/** Lists the public part of the directory, which an app needs to file a complaint: services, areas and agencies in force. */
import { isValidOn } from '../domain/city/records.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { defined, pick } from '../domain/kernel/members.ts';
import type { AgencyList, AreaList, ServiceList } from '../http/views/directory-schemas.ts';

/** Lists the services in the order of the directory. */
export function listServices({ directory, clock }: CityContext) {
  return async (): Promise<ServiceList> => {
    const services = (await directory.services()).filter((s) => isValidOn(s, clock.now()));
    return {
      services: services.map((s) => ({
        ...pick(s, 'code', 'name', 'description', 'group', 'keywords', 'class'),
        subgroup: s.subgroup ?? null,
        ...defined({ emergency: s.emergency && pick(s.emergency, 'name', 'number', 'free') }),
      })),
    };
  };
}

/** Lists the areas in the order of the directory. */
export function listAreas({ directory, clock }: CityContext) {
  return async (): Promise<AreaList> => {
    const areas = (await directory.areas()).filter((a) => isValidOn(a, clock.now()));
    const shown = ['code', 'name', 'kind', 'districtCode', 'districtName', 'lat', 'long'] as const;
    return { areas: areas.map((area) => pick(area, ...shown)) };
  };
}

/** Lists the agencies by name. */
export function listAgencies({ directory, clock }: CityContext) {
  return async (): Promise<AgencyList> => {
    const agencies = (await directory.agencies()).filter((a) => isValidOn(a, clock.now()));
    return {
      agencies: agencies
        .map((agency) => pick(agency, 'id', 'name', 'kind'))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'id')),
    };
  };
}
