/** Verifies several complaints, one call to the API for each, and says the outcome of each. */
import { ApiUnavailable, type ApiAnswer } from '../../ports.ts';
import type { AgencyList } from '../../../http/views/directory-schemas.ts';
import type { ActionResult } from '../../../http/views/receipt-schemas.ts';
import { html, type ApiResponse } from '../../shell/respond.ts';
import { nameOf } from '../complaint/complaint-facts.tsx';
import { apiPathOf, deskPathOf } from '../paths.ts';
import { Console, ToQueues } from '../../shell/session/console.tsx';
import type { Desk } from '../../shell/session/desk.ts';

/** A page of the queue; more would outlast the 15 s that the function has. */
const most = 25;
const atOnce = 5;

type Wanted = { trackingId: string; version: number };
type Outcome = { trackingId: string; words: string; done: boolean };

/** Takes fields `id` of the form `AMB-7K3Q9CX:3`: number, and the version that the officer saw. */
export async function verifyMany(desk: Desk): Promise<ApiResponse> {
  const { t, deps, href } = desk;
  const all = wantedIn(desk);
  const wanted = all.slice(0, most);
  const agencies = await deps.api.get<AgencyList>('/v1/agencies');
  const known = agencies.ok ? agencies.body.agencies : [];
  const outcomes = await inTurns(wanted, (one) => verify(desk, one, known));
  const { bulk } = t.desk;
  return html(
    200,
    <Console desk={desk} title={bulk.title}>
      {wanted.length === 0 && <p>{bulk.none}</p>}
      {all.length > most && <p class="note warn">{bulk.tooMany(most)}</p>}
      {outcomes.length > 0 && (
        <div class="table">
          <table>
            <thead>
              <tr>
                <th scope="col">{t.list.number}</th>
                <th scope="col">{bulk.result}</th>
              </tr>
            </thead>
            <tbody>
              {outcomes.map(({ trackingId, words, done }) => (
                <tr>
                  <td>
                    <a href={href(deskPathOf(trackingId))}>{trackingId}</a>
                  </td>
                  <td class={done ? 'good' : 'fault'}>{words}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ToQueues desk={desk} />
    </Console>,
  );
}

function wantedIn({ form }: Desk): Wanted[] {
  const pairs = (form.fields.get('id') ?? []).map((text) => /^([\w-]{1,20}):(\d{1,6})$/.exec(text));
  const found = pairs.flatMap((pair) => (pair?.[1] ? [{ trackingId: pair[1], version: Number(pair[2]) }] : []));
  return [...new Map(found.map((one) => [one.trackingId, one])).values()];
}

async function verify(desk: Desk, { trackingId, version }: Wanted, agencies: AgencyList['agencies']): Promise<Outcome> {
  const { bulk } = desk.t.desk;
  try {
    const path = `${apiPathOf(trackingId)}/actions/verify`;
    const answer = await desk.api.post<ActionResult>(path, { expectedVersion: version });
    if (!answer.ok) return { trackingId, done: false, words: whyNot(desk, answer) };
    const { agencyId } = answer.body;
    return { trackingId, done: true, words: bulk.done(agencyId && nameOf(agencies, agencyId)) };
  } catch (error) {
    // A call without an answer must not hide the outcomes of the others.
    if (!(error instanceof ApiUnavailable)) throw error;
    return { trackingId, done: false, words: bulk.failed };
  }
}

function whyNot({ t: { desk, error } }: Desk, { status }: ApiAnswer<unknown> & { ok: false }): string {
  const { bulk } = desk;
  const words: Record<number, string> = {
    400: bulk.noOwner,
    403: bulk.refused,
    404: bulk.gone,
    409: bulk.changed,
    429: error.tooMany,
  };
  return words[status] ?? error.generic;
}

/** Works on a few items at a time; results come in the order of the items. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += atOnce)
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(work))));
  return results;
}
