/** Joins a public complaint ("saya juga") instead of filing it again. */
import type { Receipt } from '../../http/views/receipt-schemas.ts';
import type { PublicView } from '../../http/views/view-schemas.ts';
import { FaultSummary, TextArea, type Faults } from '../shell/forms/form.tsx';
import { Layout } from '../shell/layout.tsx';
import { refused } from '../shell/refused.tsx';
import { html, type ApiResponse } from '../shell/respond.ts';
import type { Visit } from '../shell/visit.ts';
import { draftOf, faultsOf, freshKey, keyOf, reporterOf, type Draft } from '../shell/forms/draft.ts';
import { formClosed, notSent, toReceipt } from './report.tsx';
import { WhoReports } from '../shell/forms/report-fields.tsx';
import { Alert } from '../shell/parts.tsx';
import { orUnavailable } from '../shell/unavailable.ts';
import { apiPathOf } from './private-link.ts';

const pathFor = ({ request }: Visit): string => apiPathOf(request.path['trackingId'] ?? '');

export async function showJoin(visit: Visit): Promise<ApiResponse> {
  if (!(await visit.deps.formOpen())) return formClosed(visit);
  const found = await visit.deps.api.get<PublicView>(pathFor(visit));
  if (!found.ok) return refused(visit, found);
  return html(
    200,
    <JoinForm visit={visit} trackingId={found.body.trackingId} draft={draftOf(visit)} formKey={freshKey(visit)} />,
  );
}

export async function sendJoin(visit: Visit): Promise<ApiResponse> {
  if (!(await visit.deps.formOpen())) return formClosed(visit);
  const draft = draftOf(visit);
  const formKey = keyOf(visit);
  const joined = await orUnavailable(
    visit.deps.api.post<Receipt>(
      `${pathFor(visit)}/join`,
      { ...(draft.description && { description: draft.description }), ...reporterOf(draft) },
      { webKey: true, idempotencyKey: `web-${formKey}` },
    ),
  );
  if (joined.ok) return toReceipt(visit, joined.body);
  // A complaint that may not be joined, or no longer.
  if (joined.status === 404 || joined.status === 409) return refused(visit, joined);
  const again = { visit, trackingId: visit.request.path['trackingId'] ?? '', draft, formKey };
  if (joined.status === 400) return html(400, <JoinForm {...again} faults={faultsOf(visit, joined.problem.errors)} />);
  const { shown, note } = notSent(visit, joined.status);
  return html(shown, <JoinForm {...again} note={note} />);
}

type Props = {
  visit: Visit;
  trackingId: string;
  draft: Draft;
  formKey: string;
  faults?: Faults;
  note?: string | undefined;
};

function JoinForm({ visit, trackingId, draft, formKey, faults = {}, note }: Props) {
  const { t, href } = visit;
  return (
    <Layout visit={visit} title={`${t.join.title}: ${trackingId}`}>
      <p class="narrow">{t.join.lead}</p>
      <Alert>{note}</Alert>
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
        <WhoReports visit={visit} draft={draft} faults={faults} />
        <p class="buttons">
          <button>{t.join.send}</button>
        </p>
      </form>
    </Layout>
  );
}
