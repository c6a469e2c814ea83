/** Shows an officer one complaint, from three calls to the API at once. */
import type { AgencyList } from '../../../http/views/directory-schemas.ts';
import type { DuplicateList } from '../../../http/views/duplicate-schemas.ts';
import type { StaffComplaint } from '../../../http/views/staff-view-schemas.ts';
import { listsOf } from '../../shell/forms/choices.ts';
import { html, seeOther, type ApiResponse } from '../../shell/respond.ts';
import { Outcome } from '../../shell/parts.tsx';
import { orUnavailable } from '../../shell/unavailable.ts';
import { ComplaintPage } from './complaint-page.tsx';
import { Console, ToQueues } from '../../shell/session/console.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { apiPathOf, deskPathOf } from '../paths.ts';
import { refusedDesk } from '../../shell/session/refused-desk.tsx';
import type { Tried } from './shown.ts';

/** @param tried what was refused, to be shown with what was typed */
export async function showComplaint(desk: Desk, tried?: Tried): Promise<ApiResponse> {
  const { api, deps, me, request, method, href } = desk;
  const asked = request.path['trackingId'] ?? '';
  const compares = me.role === 'coordinator' || me.role === 'liaison';
  const [found, agencies, duplicates] = await Promise.all([
    api.get<StaffComplaint>(apiPathOf(asked)),
    deps.api.get<AgencyList>('/v1/agencies'),
    // Candidates are a hint: the page is shown without them when their call fails.
    compares ? orUnavailable(api.get<DuplicateList>(`${apiPathOf(asked)}/duplicates`)) : undefined,
  ]);
  // A complaint that the officer has just forwarded belongs to another agency now.
  if (!found.ok) return found.status === 404 && request.query['terkirim'] ? givenAway(desk) : refusedDesk(desk, found);
  const { trackingId } = found.body;
  if (method === 'GET' && asked !== trackingId) return seeOther(href(deskPathOf(trackingId)));
  const corrects = found.body.actions.some(({ action }) => action === 'classify' || action === 'propose');
  const lists = corrects ? await listsOf(desk, { orNone: true }) : { services: [], areas: [] };
  return html(
    tried?.status ?? 200,
    <ComplaintPage
      desk={desk}
      complaint={found.body}
      agencies={agencies.ok ? agencies.body.agencies : []}
      lists={lists}
      duplicates={duplicates?.ok ? duplicates.body.candidates : undefined}
      tried={tried}
    />,
  );
}

function givenAway(desk: Desk): ApiResponse {
  const { t, request } = desk;
  return html(
    200,
    <Console desk={desk} title={t.track.of(request.path['trackingId'] ?? '')}>
      <Outcome>{t.desk.doneElsewhere}</Outcome>
      <ToQueues desk={desk} />
    </Console>,
  );
}
