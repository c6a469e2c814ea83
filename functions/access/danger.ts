/** Finds the danger that a report tells of, whom its reporter is told to call, and which agency is told at once. */
import { contactsFor } from '../domain/city/emergency.ts';
import { owningAgency } from '../domain/city/owning-agency.ts';
import type { Directory } from '../domain/city/ports.ts';
import type { Area } from '../domain/city/records.ts';
import type { Danger } from '../domain/city/emergency.ts';
import type { FindDanger } from '../domain/recognition/ports.ts';

export type DangerDeps = { directory: Pick<Directory, 'city' | 'service'>; findDanger: FindDanger };

/** Returns the danger; undefined when the text tells of none. */
export async function dangerToldIn(
  { directory, findDanger }: DangerDeps,
  text: string,
  area: Area | undefined,
): Promise<Danger | undefined> {
  const found = findDanger(text);
  if (!found) return undefined;
  const [city, service] = await Promise.all([directory.city(), directory.service(found.serviceCode)]);
  const agencyId = service && owningAgency(service.route, area);
  return {
    kind: found.id,
    // The coordinator is told in any case.
    ...(agencyId === undefined || agencyId === city.coordinatorAgencyId ? {} : { agencyId }),
    call: contactsFor(city, found.emergency ?? service?.emergency),
  };
}
