/** Exports a complaint as the Ombudsman's file. */
import { Forbidden } from '../domain/kernel/errors.ts';
import { withFileHash, type OmbudsmanFile } from '../domain/complaint/ombudsman-file.ts';
import type { AccessReader, ComplaintReader } from '../domain/complaint/ports.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { mayExport } from '../domain/complaint/authorization.ts';
import { rulesFor } from '../access/rules.ts';
import { officerOf, readableComplaint, type StaffRequest } from '../access/officer.ts';

export type Deps = CityContext & { store: ComplaintReader & AccessReader };

/** Returns the file. Throws Forbidden unless the officer is coordinator, auditor, or supervisor above the agencies. */
export function exportOmbudsmanFile(deps: Deps) {
  return async (request: StaffRequest): Promise<OmbudsmanFile> => {
    const officer = await officerOf(deps, request.subject);
    if (!mayExport(officer))
      throw new Forbidden('only the coordinator, an auditor or a supervisor may export the file for the Ombudsman');
    const found = await readableComplaint(deps.store, officer, request.trackingId);
    const { reporterSecretHash, phoneMac, ...complaint } = found;
    const [history, accesses, rules, city, calendar, service, agency] = await Promise.all([
      deps.store.history(found.id),
      deps.store.accesses(found.id),
      rulesFor(found, deps),
      deps.directory.city(),
      deps.directory.calendarYears(),
      deps.directory.service(found.serviceCode),
      deps.directory.agency(found.agencyId),
    ]);
    return withFileHash({
      format: 'tanggap-ombudsman-file',
      formatVersion: 1,
      generatedAt: deps.clock.now().toISOString(),
      city: city.name,
      zone: city.zone,
      names: { service: service?.name ?? null, agency: agency?.name ?? null },
      complaint,
      ...history,
      accesses: accesses.map(({ at, role, reason }) => ({ at, role, reason })),
      policy: rules.policy,
      calendar: calendar.toSorted((a, b) => a.year - b.year),
    });
  };
}
