/** Checks what an action's body refers to: agencies in the directory, and the complaint that it repeats. */
import type { Complaint } from '../domain/complaint/complaint.ts';
import { isValidOn } from '../domain/city/records.ts';
import { InvalidInput } from '../domain/kernel/errors.ts';
import { parseTrackingId } from '../domain/kernel/ids.ts';
import type { Action } from '../domain/complaint/lifecycle.ts';
import type { CityContext, Directory } from '../domain/city/ports.ts';
import { owningAgency } from '../domain/city/owning-agency.ts';
import { trackOf } from '../domain/complaint/classification.ts';
import type { Command } from '../domain/complaint/command.ts';
import { takesNow, type ActionFields } from './action-schemas.ts';

type References = Pick<
  Command,
  'agencyId' | 'contributingAgencyId' | 'suggestedAgencyId' | 'parentId' | 'class' | 'track'
>;

type Check = (deps: CityContext, complaint: Complaint, fields: ActionFields) => Promise<References>;

const assigned: Check = async (deps, _, { agencyId }) => ({ agencyId: await validAgency(deps, 'agencyId', agencyId) });

/**
 * Checks service and area, and returns the class and track that follow from them. A service brings its class unless another one is given. The
 * track stays where the coordinator had set another one than the class and service have.
 */
const classified: Check = async ({ directory }, complaint, { class: wanted, serviceCode, areaCode }) => {
  const [before, service, area] = await Promise.all([
    directory.service(complaint.serviceCode),
    directory.service(serviceCode),
    directory.area(areaCode),
  ]);
  if (serviceCode !== undefined && !service)
    throw new InvalidInput([{ field: 'serviceCode', message: 'unknown service: GET /v1/services lists them' }]);
  if (areaCode !== undefined && !area)
    throw new InvalidInput([{ field: 'areaCode', message: 'unknown area: GET /v1/areas lists them' }]);
  const next = wanted ?? service?.class ?? complaint.class;
  const usual = complaint.track === trackOf(complaint.class, before);
  return {
    ...(next === complaint.class ? {} : { class: next }),
    ...(usual ? { track: trackOf(next, service ?? before) } : {}),
  };
};

/** Checks by action; the others refer to nothing. */
const checks: { [A in Action]?: Check } = {
  verify: async (deps, complaint, fields) => ({ agencyId: await assignedAgency(deps, complaint, fields) }),
  reroute: assigned,
  assign: assigned,
  involve: async (deps, _, { agencyId }) => ({
    agencyId: undefined,
    contributingAgencyId: await validAgency(deps, 'agencyId', agencyId),
  }),
  // A retired agency can still be released.
  release: async (_deps, _, { agencyId }) => ({ agencyId: undefined, contributingAgencyId: agencyId }),
  return: async (deps, _, { suggestedAgencyId }) => ({
    suggestedAgencyId: await validAgency(deps, 'suggestedAgencyId', suggestedAgencyId),
  }),
  classify: classified,
  propose: async (deps, complaint, fields) => {
    await classified(deps, complaint, fields);
    return {};
  },
  merge: async (_deps, _, { parentId }) => ({ parentId: trackingId(parentId) }),
};

/** Returns the references as the lifecycle expects them. Throws InvalidInput that names the field. */
export async function checkedReferences(
  deps: CityContext,
  complaint: Complaint,
  action: Action,
  fields: ActionFields,
): Promise<References> {
  return checks[action]?.(deps, complaint, fields) ?? {};
}

function trackingId(typed: string | undefined): string {
  const id = parseTrackingId(typed ?? '');
  if (id === undefined) throw new InvalidInput([{ field: 'parentId', message: 'not a tracking id' }]);
  return id;
}

async function validAgency(
  { directory, clock }: CityContext,
  field: string,
  id: string | undefined,
): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const agency = await directory.agency(id);
  if (agency && isValidOn(agency, clock.now())) return agency.id;
  throw new InvalidInput([{ field, message: 'unknown agency' }]);
}

/** Returns the agency that verify forwards to: the one named, else the owner of the service there. */
async function assignedAgency(
  deps: CityContext,
  complaint: Complaint,
  fields: ActionFields,
): Promise<string | undefined> {
  if (complaint.state !== 'RECEIVED') {
    const odd = (['agencyId', 'track'] as const).filter(
      (name) => fields[name] !== undefined && !takesNow('verify', name, complaint.state),
    );
    if (odd.length > 0)
      throw new InvalidInput(odd.map((field) => ({ field, message: 'only while the complaint is RECEIVED' })));
    return undefined;
  }
  if (fields.agencyId !== undefined) return validAgency(deps, 'agencyId', fields.agencyId);
  const owner = await ownerHere(deps.directory, complaint);
  if (owner === undefined) return undefined;
  const agency = await deps.directory.agency(owner);
  if (agency && isValidOn(agency, deps.clock.now())) return agency.id;
  const message = `required: ${owner}, the owner of this service, is retired`;
  throw new InvalidInput([{ field: 'agencyId', message }]);
}

async function ownerHere(directory: Directory, complaint: Complaint): Promise<string | undefined> {
  const [service, area] = await Promise.all([
    directory.service(complaint.serviceCode),
    directory.area(complaint.areaCode),
  ]);
  return (service && owningAgency(service.route, area)) ?? complaint.autoForwardTo;
}
