/** Shows one complaint, by number to everybody and by private link to its reporter. One call to the API. */
import type { PublicView, ReporterView } from '../../http/views/view-schemas.ts';
import { Input } from '../shell/forms/form.tsx';
import { KeepLanguage } from '../shell/parts.tsx';
import { Layout } from '../shell/layout.tsx';
import { refused } from '../shell/refused.tsx';
import { html, seeOther, type ApiResponse } from '../shell/respond.ts';
import type { Visit } from '../shell/visit.ts';
import { apiPathOf, pathOf, secretOf } from './private-link.ts';
import { TrackPage } from './track-page.tsx';
import type { Tried } from './actions.tsx';

export async function askNumber(visit: Visit): Promise<ApiResponse> {
  const { t, href, request } = visit;
  const wanted = request.query['nomor']?.trim();
  if (wanted) return seeOther(href(pathOf(wanted)));
  return html(
    200,
    <Layout visit={visit} title={t.track.title}>
      <p>{t.track.lead}</p>
      <form class="wide" action="/lacak">
        <KeepLanguage visit={visit} />
        <Input visit={visit} name="nomor" label={t.track.number} hint={t.track.numberHint} maxLength={20} required />
        <button>{t.track.go}</button>
      </form>
    </Layout>,
  );
}

/** @param tried an action that was refused, to be shown with what was typed */
export async function showTracking(visit: Visit, tried?: Tried): Promise<ApiResponse> {
  const asked = visit.request.path['trackingId'] ?? '';
  const secret = secretOf(visit);
  const found = await visit.deps.api.get<PublicView | ReporterView>(apiPathOf(asked), { secret });
  if (!found.ok) return refused(visit, found);
  const { trackingId } = found.body;
  // The cookie of the private link goes by the path as the city spells it.
  if (asked !== trackingId) return seeOther(visit.href(pathOf(trackingId)));
  return html(tried?.status ?? 200, <TrackPage visit={visit} complaint={found.body} tried={tried} />);
}
