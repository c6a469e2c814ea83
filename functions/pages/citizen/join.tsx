/** "Saya juga": joining a public complaint instead of filing it again. */
import type { ApiResponse } from '../../http/api-handler.ts';
import type { Receipt } from '../../http/receipt-schemas.ts';
import type { PublicView } from '../../http/view-schemas.ts';
import { FaultSummary, TextArea, type Faults } from '../layout/form.tsx';
import { Layout } from '../layout/layout.tsx';
import { refused } from '../refused.tsx';
import { html } from '../respond.ts';
import type { Visit } from '../visit.ts';
import { draftOf, faultsOf, reporterOf, type Draft } from './draft.ts';
import { formClosed, freshKey, keyOf, toReceipt } from './report.tsx';
import { Who } from './report-form.tsx';

const pathFor = ({ request }: Visit): string =>
  `/v1/complaints/${encodeURIComponent(request.path['trackingId'] ?? '')}`;

export async function showJoin(visit: Visit): Promise<ApiResponse> {
  if (!visit.deps.formOpen) return formClosed(visit);
  const found = await visit.deps.api.get<PublicView>(pathFor(visit));
  if (!found.ok) return refused(visit, found);
  return html(
    200,
    <JoinForm visit={visit} trackingId={found.body.trackingId} draft={draftOf(visit)} formKey={freshKey(visit)} />,
  );
}

export async function sendJoin(visit: Visit): Promise<ApiResponse> {
  if (!visit.deps.formOpen) return formClosed(visit);
  const draft = draftOf(visit);
  const formKey = keyOf(visit);
  const joined = await visit.deps.api.post<Receipt>(
    `${pathFor(visit)}/join`,
    { ...(draft.description && { description: draft.description }), ...reporterOf(draft) },
    { webKey: true, idempotencyKey: `web-${formKey}` },
  );
  if (joined.ok) return toReceipt(visit, joined.body);
  if (joined.status !== 400) return refused(visit, joined);
  const faults = faultsOf(visit, joined.problem.errors);
  const trackingId = visit.request.path['trackingId'] ?? '';
  return html(400, <JoinForm visit={visit} trackingId={trackingId} draft={draft} formKey={formKey} faults={faults} />);
}

type Props = { visit: Visit; trackingId: string; draft: Draft; formKey: string; faults?: Faults };

function JoinForm({ visit, trackingId, draft, formKey, faults = {} }: Props) {
  const { t, href } = visit;
  return (
    <Layout visit={visit} title={`${t.join.title}: ${trackingId}`}>
      <p class="narrow">{t.join.lead}</p>
      <FaultSummary visit={visit} faults={faults} />
      <form class="wide" method="post" action={href(`/gabung/${encodeURIComponent(trackingId)}`)}>
        <input type="hidden" name="kunci" value={formKey} />
        <TextArea
          visit={visit}
          name="description"
          label={t.join.add}
          fault={faults['description']}
          value={draft.description}
          rows={3}
        />
        <Who visit={visit} draft={draft} faults={faults} />
        <p class="buttons">
          <button>{t.join.send}</button>
        </p>
      </form>
    </Layout>
  );
}
