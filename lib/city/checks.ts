/** What no single record can know: that the files of a city agree with each other. */
import type { Area, Service } from '../../functions/domain/directory.ts';
import { ownerOf } from '../../functions/domain/routes.ts';
import type { CityData } from './read.ts';

/** Characters of one GSM-7 septet each. Stricter than the alphabet, so that characters are septets and no table is needed. */
const oneSeptetEach = /^[A-Za-z0-9 .,()/&'+-]*$/;

function duplicates(keys: readonly (string | number)[]): (string | number)[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}

function* checkIdentifiers(data: CityData): Generator<string> {
  for (const id of duplicates(data.agencies.map((a) => a.id))) yield `agencies.json: ${id}: id: is there twice`;
  for (const code of duplicates(data.services.map((s) => s.code))) yield `services.json: ${code}: code: is there twice`;
  for (const code of duplicates(data.areas.map((a) => a.code))) yield `areas.json: ${code}: code: is there twice`;
  for (const v of duplicates(data.policies.map((p) => p.version))) yield `policies.json: ${v}: version: is there twice`;
  for (const year of duplicates(data.calendar.map((c) => c.year))) yield `calendar.json: ${year}: year: is there twice`;
}

function* checkAgencies({ city, agencies, areas }: CityData): Generator<string> {
  const known = new Set(agencies.map((a) => a.id));
  for (const { id, smsName } of agencies) {
    if (!oneSeptetEach.test(smsName)) yield `agencies.json: ${id}: smsName: only letters, digits and . , ( ) / & ' + -`;
  }
  if (!known.has(city.coordinatorAgencyId)) {
    yield `city.json: coordinatorAgencyId: no agency '${city.coordinatorAgencyId}' in agencies.json`;
  }
  const { south, west, north, east } = city.boundingBox;
  for (const { code, districtAgencyId, lat, long } of areas) {
    if (!known.has(districtAgencyId)) {
      yield `areas.json: ${code}: districtAgencyId: no agency '${districtAgencyId}' in agencies.json`;
    }
    if (lat < south || lat > north || long < west || long > east) {
      yield `areas.json: ${code}: lat, long: lies outside the boundingBox of city.json`;
    }
  }
}

function* checkRoute(service: Service, areas: readonly Area[], known: ReadonlySet<string>): Generator<string> {
  const { agencyId, byDistrict, exceptions = [] } = service.route;
  const where = `services.json: ${service.code}: route`;
  const areaCodes = new Set(areas.map((a) => a.code));
  if (agencyId !== undefined && byDistrict) yield `${where}: has both agencyId and byDistrict`;
  if (agencyId !== undefined && !known.has(agencyId))
    yield `${where}.agencyId: no agency '${agencyId}' in agencies.json`;
  for (const exception of exceptions) {
    if (!areaCodes.has(exception.areaCode)) yield `${where}.exceptions: no area '${exception.areaCode}' in areas.json`;
    if (!known.has(exception.agencyId)) yield `${where}.exceptions: no agency '${exception.agencyId}' in agencies.json`;
  }
  // A service without any route waits for the coordinator everywhere; it cannot be forwarded at once.
  if (Object.keys(service.route).length === 0) {
    if (service.autoForward) yield `services.json: ${service.code}: autoForward: needs a route`;
    return;
  }
  const homeless = areas.filter((area) => ownerOf(service.route, area) === undefined);
  if (homeless[0]) yield `${where}: names no agency for ${homeless.length} areas, such as ${homeless[0].code}`;
}

function* checkCalendar({ calendar }: CityData): Generator<string> {
  for (const { year, holidays } of calendar) {
    for (const { date } of holidays) {
      if (!date.startsWith(`${year}-`)) yield `calendar.json: ${year}: holidays: ${date} lies in another year`;
    }
    for (const date of duplicates(holidays.map((h) => h.date))) {
      yield `calendar.json: ${year}: holidays: ${date} is there twice`;
    }
  }
}

/** Every disagreement between a city's files, as "file: record: field: what is wrong". */
export function crossCheck(data: CityData): string[] {
  const known = new Set(data.agencies.map((a) => a.id));
  return [
    ...checkIdentifiers(data),
    ...checkAgencies(data),
    ...data.services.flatMap((service) => [...checkRoute(service, data.areas, known)]),
    ...checkCalendar(data),
  ];
}
