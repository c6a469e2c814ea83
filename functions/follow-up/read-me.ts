/** Returns the officer of a token, for navigation. Authorization is checked again at each call. */
import type { CityContext } from '../domain/city/ports.ts';
import { officerOf } from '../access/officer.ts';
import type { StaffMe } from '../http/views/staff-me-schema.ts';

/** Returns the officer. Throws Forbidden when there is none in force. */
export function readMe(deps: CityContext) {
  return async (request: { subject: string | undefined }): Promise<StaffMe> => {
    const { subject, name, role, office = null, agencies } = await officerOf(deps, request.subject);
    const [{ coordinatorAgencyId }, found] = await Promise.all([
      deps.directory.city(),
      Promise.all(agencies.map((id) => deps.directory.agency(id))),
    ]);
    return {
      subject,
      name,
      role,
      office,
      // A retired agency may still have open complaints, so it is shown by its id.
      agencies: agencies.map((id, i) => ({ id, name: found[i]?.name ?? id })),
      coordinatorAgencyId,
    };
  };
}
