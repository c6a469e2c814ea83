/** A report taken down by an officer: for somebody at the counter, on the telephone, or from a letter. */
import type { ApiResponse } from '../../http/api-handler.ts';
import type { Receipt } from '../../http/views/receipt-schemas.ts';
import { draftOf, faultsOf, isSearch, reportOf, type Draft } from '../shell/forms/draft.ts';
import { linkOf } from '../citizen/private-link.ts';
import { QrCode } from '../citizen/receipt.tsx';
import { ReportFields, type Lists } from '../citizen/report-form.tsx';
import { freshKey, keyOf, listsOf } from '../citizen/report.tsx';
import { sendPhoto } from '../shell/forms/send-photo.ts';
import { dayOf } from '../shell/dates.ts';
import { FaultSummary, Input, type Faults } from '../shell/forms/form.tsx';
import { html } from '../shell/respond.ts';
import { fieldOf, fileOf } from '../shell/visit.ts';
import { apiPathOf, deskPathOf } from './paths.ts';
import { Console, Csrf } from '../shell/session/console.tsx';
import type { Desk } from '../shell/session/desk.ts';
import { refusedDesk } from '../shell/session/refused-desk.tsx';

export async function showEntry(desk: Desk): Promise<ApiResponse> {
  return html(200, <Entry desk={desk} lists={await listsOf(desk)} draft={draftOf(desk)} formKey={freshKey(desk)} />);
}

export async function sendEntry(desk: Desk): Promise<ApiResponse> {
  const { deps, token, t } = desk;
  const draft = draftOf(desk);
  const formKey = keyOf(desk);
  if (isSearch(desk, draft))
    return html(200, <Entry desk={desk} lists={await listsOf(desk)} draft={draft} formKey={formKey} />);
  const incidentDate = fieldOf(desk, 'incidentDate');
  const report = { ...reportOf(draft), ...(incidentDate && { incidentDate }) };
  const filed = await deps.api.post<Receipt>('/v1/staff/complaints', report, {
    token,
    idempotencyKey: `web-${formKey}`,
  });
  if (filed.ok) return written(desk, filed.body);
  const { status, problem } = filed;
  if (status !== 400 && status !== 403 && status !== 409) return refusedDesk(desk, filed);
  const again = { desk, lists: await listsOf(desk), draft };
  if (status === 400) return html(400, <Entry {...again} formKey={formKey} faults={faultsOf(desk, problem.errors)} />);
  const note = status === 403 ? t.desk.behalf.refused : t.report.used;
  return html(status, <Entry {...again} formKey={freshKey(desk)} note={note} />);
}

type Props = { desk: Desk; lists: Lists; draft: Draft; formKey: string; faults?: Faults; note?: string };

function Entry({ desk, lists, draft, formKey, faults = {}, note }: Props) {
  const { t, href } = desk;
  const { behalf } = t.desk;
  const again = desk.method !== 'GET';
  return (
    <Console desk={desk} title={behalf.title}>
      <p class="narrow">{behalf.lead}</p>
      {note && (
        <p class="note warn" role="alert">
          {note}
        </p>
      )}
      <FaultSummary visit={desk} faults={faults} />
      <form class="wide" method="post" action={href('/petugas/baru')} encType="multipart/form-data">
        <Csrf desk={desk} />
        <input type="hidden" name="kunci" value={formKey} />
        <ReportFields visit={desk} lists={lists} draft={draft} faults={faults} again={again} elsewhere />
        <Input
          visit={desk}
          name="incidentDate"
          type="date"
          label={behalf.incidentDate}
          value={fieldOf(desk, 'incidentDate')}
          fault={faults['incidentDate']}
        />
        <p class="buttons">
          <button name="langkah" value="kirim">
            {behalf.send}
          </button>
        </p>
      </form>
    </Console>
  );
}

/** The receipt, in the answer itself: its secret stands in no address and no cookie of an officer's browser. */
async function written(desk: Desk, { trackingId, reporterSecret, expectedAt }: Receipt): Promise<ApiResponse> {
  const { t, href, token } = desk;
  const { behalf } = t.desk;
  const photo = fileOf(desk, 'foto');
  const sent = photo && (await sendPhoto(desk, `${apiPathOf(trackingId)}/attachments`, { token }, photo));
  const link = linkOf(desk, trackingId, reporterSecret);
  return html(
    200,
    <Console desk={desk} title={behalf.receipt}>
      {sent !== undefined && (
        <p class={sent ? 'note' : 'note warn'} role="status">
          {sent ? t.receipt.photoKept : t.receipt.photoLost}
        </p>
      )}
      <p>{t.receipt.number}</p>
      <p class="number">{trackingId}</p>
      {expectedAt && <p>{t.receipt.expected(lastDay(desk, expectedAt))}</p>}
      <h2>{t.receipt.link}</h2>
      <p class="narrow">{behalf.print}</p>
      <p class="narrow">{t.receipt.linkHint}</p>
      <div class="secret">
        <p class="said">{link}</p>
        <QrCode text={link} title={t.receipt.qr} />
      </div>
      <p class="buttons">
        <a class="button" href={href(deskPathOf(trackingId))}>
          {behalf.open}
        </a>
        <a class="button quiet" href={href('/petugas/baru')}>
          {behalf.another}
        </a>
      </p>
    </Console>,
  );
}

/** A due is the instant at which its last day ends; people are told that day. */
const lastDay = (desk: Desk, dueAt: string): string => dayOf(desk, new Date(Date.parse(dueAt) - 1).toISOString());
