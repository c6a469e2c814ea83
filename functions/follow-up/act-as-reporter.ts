/** Takes a reporter's action on their own complaint, authorized by its secret. */
import { NotFound, Unauthenticated } from '../domain/kernel/errors.ts';
import { retryRaces } from '../domain/kernel/retry-races.ts';
import type { Action } from '../domain/complaint/lifecycle.ts';
import type { ComplaintStore } from '../domain/complaint/ports.ts';
import type { DecisionContext } from '../domain/city/ports.ts';
import { rulesToDecide } from '../access/rules.ts';
import { decide } from '../domain/complaint/transition.ts';
import { complaintOfReporter } from '../access/own-complaint.ts';
import type { ActionResult } from '../http/views/receipt-schemas.ts';
import { actionResult } from './action-result.ts';
import { reporterActions, type ActionFields } from './action-schemas.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = DecisionContext & { store: ComplaintStore };
/** A request of a reporter; `body` is not validated. */
export type ReporterActRequest = { secret: string | undefined; trackingId: string; action: string; body: unknown };

/** Takes an action. A reporter sends no version, so a race with the agency is decided again instead of reported. */
export function actAsReporter(deps: Deps) {
  return async ({ secret, trackingId, action: wanted, body }: ReporterActRequest): Promise<ActionResult> => {
    if (secret === undefined) throw new Unauthenticated('send the reporter secret in the header x-reporter-secret');
    const action = reporterAction(wanted);
    return retryRaces(async () => {
      const complaint = await complaintOfReporter(deps.store, trackingId, secret);
      const fields: ActionFields = readInput(reporterActions[action], body ?? {});
      const change = decide(
        complaint,
        { action, actor: { role: 'reporter' }, parties: ['reporter'], ...fields },
        await rulesToDecide(complaint, deps),
      );
      await deps.store.save(change);
      return actionResult(change.complaint);
    });
  };
}

function reporterAction(name: string): Action & keyof typeof reporterActions {
  if (Object.hasOwn(reporterActions, name)) return name as keyof typeof reporterActions;
  throw new NotFound(`no such action for reporters: use one of ${Object.keys(reporterActions).join(', ')}`);
}
