/** Takes an officer's action on a complaint. */
import { NotFound } from '../domain/kernel/errors.ts';
import type { Action } from '../domain/complaint/lifecycle.ts';
import type { ComplaintStore } from '../domain/complaint/ports.ts';
import type { DecisionContext } from '../domain/city/ports.ts';
import { actorOf, partiesOf } from '../domain/complaint/authorization.ts';
import { rulesToDecide } from '../access/rules.ts';
import { decide } from '../domain/complaint/transition.ts';
import { officerOf, readableComplaint, type StaffRequest } from '../access/officer.ts';
import type { ActionResult } from '../http/views/receipt-schemas.ts';
import { requirePhoto } from './require-photo.ts';
import { checkedReferences } from './checked-references.ts';
import { actionResult } from './action-result.ts';
import { isStaffAction, staffActions, type ActionFields, type StaffActionName } from './action-schemas.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = DecisionContext & { store: ComplaintStore };
/** A request of an officer; `body` is not validated. */
export type StaffActRequest = StaffRequest & { action: string; body: unknown };

/** Takes an action and stores exactly one event. Throws Forbidden, NotFound, InvalidInput or Conflict. */
export function actAsStaff(deps: Deps) {
  return async (request: StaffActRequest): Promise<ActionResult> => {
    const officer = await officerOf(deps, request.subject);
    const action = staffAction(request.action);
    const complaint = await readableComplaint(deps.store, officer, request.trackingId);
    const actor = actorOf(officer);
    const fields: ActionFields = readInput(staffActions[action], request.body);
    if (action === 'answer') await requirePhoto(deps, complaint, fields);
    const rules = await rulesToDecide(complaint, deps);
    const change = decide(
      complaint,
      {
        action,
        actor,
        parties: partiesOf(officer, complaint, rules.coordinatorAgencyId),
        ...fields,
        ...(await checkedReferences(deps, complaint, action, fields)),
      },
      rules,
    );
    await deps.store.save(change);
    return actionResult(change.complaint);
  };
}

function staffAction(name: string): Action & StaffActionName {
  if (isStaffAction(name)) return name;
  throw new NotFound(`no such action for staff: use one of ${Object.keys(staffActions).join(', ')}`);
}
