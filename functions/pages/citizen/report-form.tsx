/** Renders the form of a report, and public reports nearby when there are any. */
import type { CandidateList } from '../../http/views/duplicate-schemas.ts';
import { shortDay } from '../shell/dates.ts';
import type { Lists } from '../shell/forms/choices.ts';
import type { Draft } from '../shell/forms/draft.ts';
import { FaultSummary, type Faults } from '../shell/forms/form.tsx';
import { ReportFields } from '../shell/forms/report-fields.tsx';
import { Emergency, Layout } from '../shell/layout.tsx';
import { LinkButton, reasonsOf, Alert } from '../shell/parts.tsx';
import type { Visit } from '../shell/visit.ts';

type Props = {
  visit: Visit;
  lists: Lists;
  draft: Draft;
  /** Makes sending the same form twice harmless. */
  formKey: string;
  faults?: Faults;
  note?: string | undefined;
  near?: CandidateList['candidates'];
};

export function ReportForm({ visit, lists, draft, formKey, faults = {}, note, near = [] }: Props) {
  const { t, href } = visit;
  const again = visit.method !== 'GET';
  return (
    <Layout visit={visit} title={t.report.title}>
      <Emergency visit={visit} />
      <Alert>{note}</Alert>
      <FaultSummary visit={visit} faults={faults} />
      {near.length > 0 && <Near visit={visit} near={near} />}
      <form class="wide" method="post" action={href('/lapor')} encType="multipart/form-data">
        <input type="hidden" name="kunci" value={formKey} />
        {near.length > 0 && <input type="hidden" name="diperiksa" value="ya" />}
        <ReportFields visit={visit} lists={lists} draft={draft} faults={faults} again={again} />
        <p class="buttons">
          <button name="langkah" value="kirim">
            {near.length > 0 ? t.report.sendAnyway : t.report.send}
          </button>
        </p>
      </form>
    </Layout>
  );
}

function Near({ visit, near }: { visit: Visit; near: CandidateList['candidates'] }) {
  const { t, href } = visit;
  return (
    <section class="note" role="alert" aria-label={t.report.near}>
      <h2>{t.report.near}</h2>
      <p>{t.report.nearLead}</p>
      <ul class="cards">
        {near.map(({ trackingId, receivedAt, status, statusLabel, agency, why }) => (
          <li>
            <p>
              <a href={href(`/lacak/${trackingId}`)}>{trackingId}</a> · {t.status[status] ?? statusLabel}
            </p>
            <p>
              {t.track.received} {shortDay(visit, receivedAt)}
              {agency && ` · ${agency.name}`}
            </p>
            <p>{reasonsOf(visit, why)}</p>
            <LinkButton quiet href={href(`/gabung/${trackingId}`)}>
              {t.report.join} <span class="hidden">{trackingId}</span>
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
