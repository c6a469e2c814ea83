/** Which agency owns a service in an area (docs/design.md#data): a rule of data, read from the service's route. */
import type { Area, AgencyRoute } from './records.ts';

/** The owner, or undefined when the service has none here: then the coordinator decides. */
export function owningAgency(route: AgencyRoute, area: Area | undefined): string | undefined {
  const exception = route.exceptions?.find((e) => e.areaCode === area?.code);
  if (exception) return exception.agencyId;
  return route.byDistrict ? area?.districtAgencyId : route.agencyId;
}
