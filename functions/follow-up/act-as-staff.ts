/** An officer acts on a complaint. */
import { isValidOn } from '../domain/directory.ts';
import { InvalidInput, NotFound } from '../domain/errors.ts';
import type { Action } from '../domain/lifecycle.ts';
import type { Clock, ComplaintStore, Directory } from '../domain/ports.ts';
import { actorOf, partiesOf } from '../domain/rights.ts';
import { ownerOf } from '../domain/routes.ts';
import { rulesFor } from '../domain/rules.ts';
import { decide } from '../domain/transition.ts';
import type { Complaint } from '../domain/complaint.ts';
import { officerOf, readableComplaint } from '../http/officer.ts';
import type { ActionResult } from '../http/view-schemas.ts';
import { actionResult } from './action-result.ts';
import { staffActions, type ActionFields } from './action-schemas.ts';

export type Deps = { store: ComplaintStore; directory: Directory; clock: Clock };
export type StaffActRequest = { subject: string | undefined; trackingId: string; action: string; body: unknown };

/** Throws Forbidden, NotFound, InvalidInput or Conflict; on success exactly one event was written. */
export const actAsStaff =
  (deps: Deps) =>
  async (request: StaffActRequest): Promise<ActionResult> => {
    const officer = await officerOf(deps, request.subject);
    const action = staffAction(request.action);
    const complaint = await readableComplaint(deps.store, officer, request.trackingId);
    const actor = actorOf(officer);
    const fields: ActionFields = staffActions[action].parse(request.body);
    const rules = await rulesFor(complaint, deps);
    const change = decide(
      complaint,
      {
        action,
        actor,
        parties: partiesOf(officer, complaint, rules.coordinatorAgencyId),
        ...fields,
        ...(action === 'verify' ? { agencyId: await assignedAgency(deps, complaint, fields) } : {}),
      },
      rules,
    );
    await deps.store.save(change);
    return actionResult(change.complaint);
  };

function staffAction(name: string): Action & keyof typeof staffActions {
  if (Object.hasOwn(staffActions, name)) return name as keyof typeof staffActions;
  throw new NotFound(`no such action for staff: use one of ${Object.keys(staffActions).join(', ')}`);
}

/** The agency that verify forwards to: the one named, else the owner of the service there. */
async function assignedAgency(
  { directory, clock }: Deps,
  complaint: Complaint,
  fields: ActionFields,
): Promise<string | undefined> {
  if (complaint.state !== 'RECEIVED') {
    const odd = (['agencyId', 'track'] as const).filter((name) => fields[name] !== undefined);
    if (odd.length > 0)
      throw new InvalidInput(odd.map((field) => ({ field, message: 'only while the complaint is RECEIVED' })));
    return undefined;
  }
  const wanted = fields.agencyId ?? (await ownerHere(directory, complaint));
  if (wanted === undefined) return undefined;
  const agency = await directory.agency(wanted);
  if (agency && isValidOn(agency, clock.now())) return agency.id;
  const message =
    fields.agencyId === undefined ? `required: ${wanted}, which owned this service, is retired` : 'unknown agency';
  throw new InvalidInput([{ field: 'agencyId', message }]);
}

async function ownerHere(directory: Directory, complaint: Complaint): Promise<string | undefined> {
  const [service, area] = await Promise.all([
    complaint.serviceCode === undefined ? undefined : directory.service(complaint.serviceCode),
    complaint.areaCode === undefined ? undefined : directory.area(complaint.areaCode),
  ]);
  return (service && ownerOf(service.route, area)) ?? complaint.autoForwardTo;
}
