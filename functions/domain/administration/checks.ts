/**
 * Checks that the records of a directory agree with each other: for each edit (functions/directory) and for a city's seed files (lib/city).
 * Each check yields the fields that are wrong; it is given the records in force.
 */
import type { Agency, Area, City, Officer, Office, Service } from '../city/records.ts';
import { lookUp } from '../kernel/stored.ts';
import type { FieldError } from '../kernel/errors.ts';
import { owningAgency } from '../city/owning-agency.ts';

export type InForce = { city: City; agencies: readonly Agency[]; services: readonly Service[]; areas: readonly Area[] };
type Faults = Generator<FieldError>;

function* mustBeAgency(field: string, id: string, { agencies }: Pick<InForce, 'agencies'>): Faults {
  if (!agencies.some((a) => a.id === id)) yield { field, message: `no agency '${id}' is in force` };
}

export function* checkService(service: Service, all: Pick<InForce, 'agencies' | 'areas'>): Faults {
  const { agencyId, exceptions = [] } = service.route;
  if (agencyId !== undefined) yield* mustBeAgency('route.agencyId', agencyId, all);
  for (const exception of exceptions) {
    if (!all.areas.some((a) => a.code === exception.areaCode))
      yield { field: 'route.exceptions', message: `no area '${exception.areaCode}' is in force` };
    yield* mustBeAgency('route.exceptions', exception.agencyId, all);
  }
  // A service without any route waits for the coordinator everywhere; it cannot be forwarded at once.
  if (Object.keys(service.route).length === 0) {
    if (service.autoForward) yield { field: 'autoForward', message: 'needs a route' };
    return;
  }
  const homeless = all.areas.filter((area) => owningAgency(service.route, area) === undefined);
  if (homeless[0])
    yield { field: 'route', message: `names no agency for ${homeless.length} areas, such as ${homeless[0].code}` };
}

export function* checkArea(area: Area, all: Pick<InForce, 'agencies' | 'city'>): Faults {
  yield* mustBeAgency('districtAgencyId', area.districtAgencyId, all);
  const { south, west, north, east } = all.city.boundingBox;
  if (area.lat < south || area.lat > north) yield { field: 'lat', message: "lies outside the city's boundingBox" };
  if (area.long < west || area.long > east) yield { field: 'long', message: "lies outside the city's boundingBox" };
}

export function* checkCity(city: City, all: Pick<InForce, 'agencies'>): Faults {
  yield* mustBeAgency('coordinatorAgencyId', city.coordinatorAgencyId, all);
  const { south, west, north, east } = city.boundingBox;
  if (south >= north || west >= east)
    yield { field: 'boundingBox', message: 'south lies below north and west before east' };
}

/** The role that goes with each office (docs/design.md#privacy-and-authorization); auditors and admins have none. */
const roleOf: Record<Office, Officer['role']> = {
  liaison: 'liaison',
  coordinator: 'coordinator',
  'agency-head': 'supervisor',
  'diskominfo-head': 'supervisor',
  'city-secretary': 'supervisor',
  mayor: 'supervisor',
};

export function* checkOfficer(officer: Officer, all: Pick<InForce, 'agencies'>, officers: readonly Officer[]): Faults {
  const { role, office, agencies, deputy, subject, phoneMac } = officer;
  const officesOfRole = (Object.keys(roleOf) as Office[]).filter((o) => roleOf[o] === role);
  if (office !== undefined && lookUp(roleOf, office) !== role)
    yield { field: 'office', message: `goes with the role ${lookUp(roleOf, office)}` };
  if (office === undefined && officesOfRole.length > 0)
    yield { field: 'office', message: `a ${role} holds the office ${officesOfRole.join(' or ')}` };
  if ((office === 'liaison' || office === 'agency-head') && agencies.length === 0)
    yield { field: 'agencies', message: `a ${office} needs at least one` };
  for (const id of agencies) yield* mustBeAgency('agencies', id, all);
  if (phoneMac !== undefined && officers.some((o) => o.subject !== subject && o.phoneMac === phoneMac))
    yield { field: 'phone', message: "is another officer's number: an SMS from it must come from one person" };
  if (deputy === subject) yield { field: 'deputy', message: 'nobody deputises for himself' };
  else if (deputy !== undefined && !officers.some((o) => o.subject === deputy))
    yield { field: 'deputy', message: `no officer '${deputy}' is in force` };
}
