/** Finds the agency that owns a service in an area, from the service's route (docs/design.md#data). */
import type { Area, AgencyRoute } from './records.ts';

/** Returns the owner's id; undefined when the service has no owner there, so that the coordinator decides. */
export function owningAgency(route: AgencyRoute, area: Area | undefined): string | undefined {
  const exception = route.exceptions?.find((e) => e.areaCode === area?.code);
  if (exception) return exception.agencyId;
  return route.byDistrict ? area?.districtAgencyId : route.agencyId;
}
