/** Takes an update that an Open311 client sends for its reporter: mySociety's POST servicerequestupdates. */
import type { Complaint } from '../domain/complaint/complaint.ts';
import { AlreadyExists, InvalidInput, NotFound, zodFields } from '../domain/kernel/errors.ts';
import { retryRaces } from '../domain/kernel/retry-races.ts';
import { texts } from '../domain/complaint/action-texts.ts';
import { type Action } from '../domain/complaint/lifecycle.ts';
import { rowFor } from '../domain/complaint/lifecycle-rows.ts';
import type { ComplaintStore, UpdateReader } from '../domain/complaint/ports.ts';
import type { DecisionContext, QuotaCounter } from '../domain/city/ports.ts';
import { findComplaint } from '../access/find-complaint.ts';
import { rulesToDecide } from '../access/rules.ts';
import { decide } from '../domain/complaint/transition.ts';
import { authenticateClient, countPost } from '../access/api-client.ts';
import { isOfClient } from '../access/own-complaint.ts';
import type { Document } from '../http/open311/document.ts';
import { singleValues, type Form } from '../http/open311/form.ts';
import { checkJurisdiction } from '../http/open311/jurisdiction.ts';
import { updateId, type UpdateWord } from '../http/open311/update-words.ts';
import { updateFields, type UpdateFields } from './update-fields.ts';

export type Deps = DecisionContext & {
  store: ComplaintStore & UpdateReader;
  quotas: QuotaCounter;
};
/** A parsed request. */
export type PostUpdate = { apiKey: string | undefined; jurisdictionId: string | undefined; form: Form };

/** Actions that a status word may mean, tried in this order; the state may allow none. */
const wishes: Partial<Record<UpdateWord, readonly Action[]>> = {
  FIXED: ['accept'],
  CLOSED: ['accept'],
  OPEN: ['object', 'reopen'],
  REOPEN: ['object', 'reopen'],
};
/** Actions of every other word: a reply where one was asked for, else a comment. */
const otherwise: readonly Action[] = ['reply', 'comment'];

/** Takes the update. Throws AlreadyExists for a repeated one, NotFound for a request of another client. */
export function postUpdate(deps: Deps) {
  return async ({ apiKey, jurisdictionId, form }: PostUpdate): Promise<Document> => {
    const client = await authenticateClient(deps, apiKey, 'updates:write');
    await countPost(deps, client);
    await checkJurisdiction(deps.directory, jurisdictionId);
    const fields = read(form);
    // Checked first, because a repeated update may meet a state that refuses it for another reason.
    if (await deps.store.updateExists(client.clientId, fields.update_id, deps.clock.now()))
      throw new AlreadyExists('update_id: already exists');
    // The client sends no version, so a race with the agency is decided again instead of reported.
    return retryRaces(async () => {
      const complaint = await ownComplaint(deps, fields.service_request_id, client.clientId);
      const rules = await rulesToDecide(complaint, deps);
      const change = decide(
        complaint,
        { action: actionFor(complaint, fields), actor, parties: ['reporter'], text: fields.description },
        rules,
      );
      await deps.store.save(change, { clientId: client.clientId, key: fields.update_id, now: rules.now });
      const id = updateId(complaint.id, change.complaint.version);
      return { root: 'service_request_updates', value: [{ update_id: id }] };
    });
  };
}

/** An API client acts for its reporter only; none takes an agency's action. */
const actor = { role: 'reporter' } as const;

function read(form: Form): UpdateFields {
  const { values, faults } = singleValues(form, Object.keys(updateFields.shape));
  const parsed = updateFields.safeParse(values);
  if (parsed.success && faults.length === 0) return parsed.data;
  throw new InvalidInput([...faults, ...(parsed.success ? [] : zodFields(parsed.error))]);
}

async function ownComplaint({ store }: Deps, requestId: string, clientId: string): Promise<Complaint> {
  const complaint = await findComplaint(store, requestId);
  if (!complaint || !isOfClient(complaint, clientId))
    throw new NotFound('service_request_id: no request that this client filed');
  return complaint;
}

/** Returns the first action that the state allows. A reply or a comment needs a text. */
function actionFor({ state }: Complaint, { status, description }: UpdateFields): Action {
  const possible = (action: Action): boolean => rowFor(action, state)?.by.includes('reporter') === true;
  const wanted = [...(wishes[status] ?? []), ...otherwise].find(possible) ?? 'comment';
  if (texts[wanted].need === 'required' && description === undefined)
    throw new InvalidInput([{ field: 'description', message: `required with ${status} on a request in this state` }]);
  return wanted;
}
