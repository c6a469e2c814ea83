/** Files a report: offers reports nearby first, then files it, then sends its photo. */
import type { CandidateList } from '../../http/views/duplicate-schemas.ts';
import type { Receipt } from '../../http/views/receipt-schemas.ts';
import { listsOf } from '../shell/forms/choices.ts';
import { sentences } from '../shell/refused.tsx';
import { html, seeOther, type ApiResponse } from '../shell/respond.ts';
import { orUnavailable } from '../shell/unavailable.ts';
import { fieldOf, type Visit } from '../shell/visit.ts';
import { draftOf, freshKey, isSearch, keyOf, faultsOf, placeOf, reportOf, type Draft } from '../shell/forms/draft.ts';
import { apiPathOf, keep, pathOf } from './private-link.ts';
import { dangerIn } from './danger.ts';
import { ReportForm } from './report-form.tsx';
import { sendPhoto } from '../shell/forms/photo.ts';

export async function showForm(visit: Visit): Promise<ApiResponse> {
  if (!(await visit.deps.formOpen())) return formClosed(visit);
  const lists = await listsOf(visit);
  return html(200, <ReportForm visit={visit} lists={lists} draft={draftOf(visit)} formKey={freshKey(visit)} />);
}

/** The page of a form for which the city has set no key. */
export const formClosed = (visit: Visit): ApiResponse =>
  sentences(visit, 503, visit.t.report.title, [visit.t.report.closed]);

export async function sendReport(visit: Visit): Promise<ApiResponse> {
  if (!(await visit.deps.formOpen())) return formClosed(visit);
  const draft = draftOf(visit);
  const formKey = keyOf(visit);
  const search = isSearch(visit, draft);
  const near = search || fieldOf(visit, 'diperiksa') === 'ya' ? [] : await nearOnes(visit, draft);
  // Who tells of a danger is not asked whether somebody else has told of it.
  if (!search && (near.length === 0 || (await dangerIn(visit)))) return file(visit, draft, formKey);
  const lists = await listsOf(visit, { orNone: true });
  return html(200, <ReportForm visit={visit} lists={lists} draft={draft} formKey={formKey} near={near} />);
}

async function file(visit: Visit, draft: Draft, formKey: string): Promise<ApiResponse> {
  const { api } = visit.deps;
  const filed = await orUnavailable(
    api.post<Receipt>('/v1/complaints', reportOf(draft), { webKey: true, idempotencyKey: `web-${formKey}` }),
  );
  if (filed.ok) return toReceipt(visit, filed.body);
  const { status, problem } = filed;
  const again = {
    visit,
    lists: await listsOf(visit, { orNone: true }),
    draft,
    formKey: status === 409 ? freshKey(visit) : formKey,
  };
  if (status === 400) return html(400, <ReportForm {...again} faults={faultsOf(visit, problem.errors)} />);
  const { shown, note } = notSent(visit, status);
  return html(shown, <ReportForm {...again} note={note} />);
}

/** Explains why a form was not taken, with the status to answer. A key that has ended is no fault of the visitor's. */
export function notSent({ t }: Visit, status: number): { shown: number; note: string } {
  if (status === 401 || status === 403) return { shown: 503, note: t.report.closedMeanwhile };
  if (status === 409) return { shown: 409, note: t.report.used };
  if (status === 429) return { shown: 429, note: t.error.tooMany };
  return { shown: status, note: t.report.notAnswering };
}

/** Sends the photo, if there is one, and leads to the receipt. A photo that fails does not fail the report. */
export async function toReceipt(visit: Visit, { trackingId, reporterSecret }: Receipt): Promise<ApiResponse> {
  const sent = await sendPhoto(visit, visit.deps.api, apiPathOf(trackingId), { secret: reporterSecret });
  const foto = sent === undefined ? undefined : sent ? 'ada' : 'gagal';
  return seeOther(visit.href(`${pathOf(trackingId)}/bukti`, { foto }), [keep(trackingId, reporterSecret)]);
}

/** Public complaints nearby about the same service; none when the API fails, since filing must not wait for it. */
async function nearOnes({ deps: { api } }: Visit, draft: Draft): Promise<CandidateList['candidates']> {
  const location = placeOf(draft);
  if (!draft.serviceCode || !location) return [];
  const { serviceCode } = draft;
  const found = await orUnavailable(api.post<CandidateList>('/v1/complaints/candidates', { serviceCode, location }));
  return found.ok ? found.body.candidates : [];
}
