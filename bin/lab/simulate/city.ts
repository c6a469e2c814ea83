/** Makes the city of a simulation: Ambon's directory in memory, an officer in nearly every office, and a calendar that takes decrees. */
import type { CalendarYear, Officer } from '../../../functions/domain/city/records.ts';
import type { Directory } from '../../../functions/domain/city/ports.ts';
import { loadCityData } from '../../../lib/city/index.ts';

export type Holiday = CalendarYear['holidays'][number];

export type SimulatedCity = {
  directory: Directory;
  officers: readonly Officer[];
  agencyIds: readonly string[];
  serviceCodes: readonly string[];
  areaCodes: readonly string[];
  /** Adds a day off, as an admin does over the API. */
  decree(holiday: Holiday): void;
};

/** Days off that the city does not know of yet when the year begins. */
export function simulatedCity(unknown: ReadonlySet<string>): SimulatedCity {
  const data = loadCityData('ambon');
  let years: CalendarYear[] = data.calendar.map((y) => ({
    ...y,
    holidays: y.holidays.filter((h) => !unknown.has(h.date)),
  }));
  const officers = officersOf(data.agencies.map((a) => a.id));
  const byId =
    <T, K extends keyof T>(all: readonly T[], key: K) =>
    async (id: T[K]) =>
      all.find((x) => x[key] === id);
  return {
    officers,
    agencyIds: data.agencies.map((a) => a.id),
    serviceCodes: data.services.map((s) => s.code),
    areaCodes: data.areas.map((a) => a.code),
    decree(holiday) {
      const year = Number(holiday.date.slice(0, 4));
      years = years.map((y) =>
        y.year === year ? { ...y, version: y.version + 1, holidays: [...y.holidays, holiday] } : y,
      );
    },
    directory: {
      city: async () => data.city,
      agencies: async () => data.agencies,
      agency: byId(data.agencies, 'id'),
      service: byId(data.services, 'code'),
      area: byId(data.areas, 'code'),
      services: async () => data.services,
      areas: async () => data.areas,
      templates: async () => data.templates,
      policy: async (version) => data.policies.find((p) => p.version === version),
      policies: async () => data.policies,
      calendarYears: async () => years,
      clientByKey: async () => undefined,
      client: async () => undefined,
      officer: byId(officers, 'subject'),
      officers: async () => [...officers],
      smsGateway: async () => undefined,
      emailRelay: async () => undefined,
    },
  };
}

/** Every fifth agency has no head, so that its step goes to the next office. */
function officersOf(agencyIds: readonly string[]): Officer[] {
  const one = (
    subject: string,
    role: Officer['role'],
    office: Officer['office'],
    agencies: string[] = [],
  ): Officer => ({
    version: 1,
    subject,
    name: subject,
    role,
    agencies,
    ...(office === undefined ? {} : { office }),
  });
  return [
    one('coordinator', 'coordinator', 'coordinator'),
    ...agencyIds.map((id) => one(`liaison-${id}`, 'liaison', 'liaison', [id])),
    ...agencyIds.filter((_, i) => i % 5 !== 4).map((id) => one(`head-${id}`, 'supervisor', 'agency-head', [id])),
    one('diskominfo-head', 'supervisor', 'diskominfo-head'),
    one('city-secretary', 'supervisor', 'city-secretary'),
    one('mayor', 'supervisor', 'mayor'),
  ];
}
