/** Takes down a report for somebody at the counter, on the telephone, or from a letter. */
import type { Receipt } from '../../http/views/receipt-schemas.ts';
import { listsOf, type Lists } from '../shell/forms/choices.ts';
import { draftOf, faultsOf, freshKey, isSearch, keyOf, reportOf, type Draft } from '../shell/forms/draft.ts';
import { FaultSummary, Input, type Faults } from '../shell/forms/form.tsx';
import { sendPhoto } from '../shell/forms/photo.ts';
import { linkOf, QrCode, ReceiptHead } from '../shell/forms/receipt.tsx';
import { ReportFields } from '../shell/forms/report-fields.tsx';
import { Alert } from '../shell/parts.tsx';
import { html, type ApiResponse } from '../shell/respond.ts';
import { Console, DeskForm } from '../shell/session/console.tsx';
import type { Desk } from '../shell/session/desk.ts';
import { refusedDesk } from '../shell/session/refused-desk.tsx';
import { fieldOf } from '../shell/visit.ts';
import { apiPathOf, deskPathOf } from './paths.ts';

export async function showEntry(desk: Desk): Promise<ApiResponse> {
  return html(200, <Entry desk={desk} lists={await listsOf(desk)} draft={draftOf(desk)} formKey={freshKey(desk)} />);
}

export async function sendEntry(desk: Desk): Promise<ApiResponse> {
  const { api, t } = desk;
  const draft = draftOf(desk);
  const formKey = keyOf(desk);
  if (isSearch(desk, draft))
    return html(200, <Entry desk={desk} lists={await listsOf(desk)} draft={draft} formKey={formKey} />);
  const incidentDate = fieldOf(desk, 'incidentDate');
  const report = { ...reportOf(draft), ...(incidentDate && { incidentDate }) };
  const filed = await api.post<Receipt>('/v1/staff/complaints', report, { idempotencyKey: `web-${formKey}` });
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
  const { behalf } = desk.t.desk;
  const again = desk.method !== 'GET';
  return (
    <Console desk={desk} title={behalf.title}>
      <p class="narrow">{behalf.lead}</p>
      <Alert>{note}</Alert>
      <FaultSummary visit={desk} faults={faults} />
      <DeskForm desk={desk} to="/petugas/baru" class="wide" multipart fixed={{ kunci: formKey }}>
        <ReportFields visit={desk} lists={lists} draft={draft} faults={faults} again={again} elsewhere />
        <Input
          visit={desk}
          name="incidentDate"
          type="date"
          label={desk.t.desk.facts.happened}
          value={fieldOf(desk, 'incidentDate')}
          fault={faults['incidentDate']}
        />
        <p class="buttons">
          <button name="langkah" value="kirim">
            {behalf.send}
          </button>
        </p>
      </DeskForm>
    </Console>
  );
}

/** Shows the receipt in the answer itself, so that its secret is in no address and no cookie of an officer's browser. */
async function written(
  desk: Desk,
  { trackingId, reporterSecret, expectedAt, emergency }: Receipt,
): Promise<ApiResponse> {
  const { t, href, api } = desk;
  const { behalf } = t.desk;
  const photoKept = await sendPhoto(desk, api, apiPathOf(trackingId));
  const link = linkOf(desk, trackingId, reporterSecret);
  // A due is the instant at which its last day ends; people are told that day.
  const expectedOn = expectedAt && new Date(Date.parse(expectedAt) - 1).toISOString();
  return html(
    200,
    <Console desk={desk} title={behalf.receipt}>
      <ReceiptHead
        visit={desk}
        trackingId={trackingId}
        expectedOn={expectedOn}
        photoKept={photoKept}
        emergency={emergency}
      />
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
