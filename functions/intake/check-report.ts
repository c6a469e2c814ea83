/** Checks a report against the city's directory. Collects all faults, so that the caller can correct them at once. */
import { isValidOn, type Area, type City, type Service } from '../domain/city/records.ts';
import { InvalidInput, type FieldError } from '../domain/kernel/errors.ts';
import { parsePhone, type Phone } from '../domain/kernel/phone.ts';
import type { Identity } from '../domain/complaint/identity.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { localTime } from '../domain/kernel/zone.ts';
import type { Report } from './report-schema.ts';

/** The directory records and the contact of a checked report. */
export type Checked = {
  city: City;
  service: Service | undefined;
  area: Area | undefined;
  phone: Phone | undefined;
  identity: Identity;
};

/** Returns what a report refers to. Throws InvalidInput that names every invalid field. */
export async function checkReport(
  { directory, clock }: CityContext,
  report: Omit<Report, 'description'>,
): Promise<Checked> {
  const { serviceCode, agencyId, location, reporter } = report;
  const areaCode = location?.areaCode;
  const now = clock.now();
  const [city, service, area, agency] = await Promise.all([
    directory.city(),
    directory.service(serviceCode),
    directory.area(areaCode),
    directory.agency(agencyId),
  ]);
  const phone = reporter?.phone === undefined ? undefined : parsePhone(reporter.phone);

  const faults: FieldError[] = [];
  const mustExist = (
    field: string,
    code: string | undefined,
    record: { validTo?: string | undefined } | undefined,
    what: string,
  ) => {
    if (code !== undefined && !(record && isValidOn(record, now))) faults.push({ field, message: `unknown ${what}` });
  };
  mustExist('serviceCode', serviceCode, service, 'service: GET /v1/services lists them');
  mustExist('location.areaCode', areaCode, area, 'area: GET /v1/areas lists them');
  mustExist('agencyId', agencyId, agency, 'agency');
  if (reporter?.phone !== undefined && !phone)
    faults.push({ field: 'reporter.phone', message: 'not an Indonesian telephone number' });
  if (report.incidentDate !== undefined && report.incidentDate > localTime(city.zone, now).date) {
    faults.push({ field: 'incidentDate', message: 'must not be in the future' });
  }
  if (location?.lat !== undefined && location.long !== undefined && !inside(city, location.lat, location.long)) {
    faults.push({ field: 'location.lat', message: `the point is outside ${city.name}` });
  }
  if (faults.length > 0) throw new InvalidInput(faults);
  return { city, service, area, phone, identity: { name: reporter?.name, phone: phone?.e164, email: reporter?.email } };
}

function inside({ boundingBox: box }: City, lat: number, long: number): boolean {
  return lat >= box.south && lat <= box.north && long >= box.west && long <= box.east;
}
