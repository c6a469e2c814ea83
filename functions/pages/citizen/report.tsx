/** Filing a report: near ones are offered first, then it is filed, then its photo is sent. */
import type { CandidateList } from '../../http/views/duplicate-schemas.ts';
import type { AreaList, ServiceList } from '../../http/views/directory-schemas.ts';
import type { Receipt } from '../../http/views/receipt-schemas.ts';
import { ApiUnavailable, type ApiAnswer } from '../ports.ts';
import type { ApiResponse } from '../../http/api-handler.ts';
import { Layout } from '../shell/layout.tsx';
import { html, seeOther } from '../shell/respond.ts';
import { fieldOf, fileOf, type Visit } from '../shell/visit.ts';
import { draftOf, isSearch, faultsOf, placeOf, reportOf, type Draft } from '../shell/forms/draft.ts';
import { keep, pathOf } from './private-link.ts';
import { ReportForm, type Lists } from './report-form.tsx';
import { photosOf, sendPhoto } from '../shell/forms/send-photo.ts';

/** Of a form: a fresh one is another report. */
export const freshKey = ({ deps }: Visit): string => Buffer.from(deps.random(16)).toString('base64url');

export const keyOf = (visit: Visit): string => {
  const sent = fieldOf(visit, 'kunci');
  return /^[\w-]{8,60}$/.test(sent) ? sent : freshKey(visit);
};

const unavailable: ApiAnswer<never> = { ok: false, status: 503, problem: { code: 'unavailable', detail: '' } };

/** What was typed outlives an API that does not answer. */
export async function orUnavailable<T>(asked: Promise<ApiAnswer<T>>): Promise<ApiAnswer<T>> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiUnavailable) return unavailable;
    throw error;
  }
}

export async function listsOf({ deps: { api } }: Visit): Promise<Lists> {
  const [services, areas] = await Promise.all([api.get<ServiceList>('/v1/services'), api.get<AreaList>('/v1/areas')]);
  return { services: services.ok ? services.body.services : [], areas: areas.ok ? areas.body.areas : [] };
}

/** For a form that has been filled in: rather without lists than not at all. */
async function listsAnyway(visit: Visit): Promise<Lists> {
  try {
    return await listsOf(visit);
  } catch (error) {
    if (error instanceof ApiUnavailable) return { services: [], areas: [] };
    throw error;
  }
}

export async function showForm(visit: Visit): Promise<ApiResponse> {
  if (!visit.deps.formOpen) return formClosed(visit);
  const lists = await listsOf(visit);
  return html(200, <ReportForm visit={visit} lists={lists} draft={draftOf(visit)} formKey={freshKey(visit)} />);
}

export function formClosed(visit: Visit): ApiResponse {
  return html(
    503,
    <Layout visit={visit} title={visit.t.report.title}>
      <p>{visit.t.report.closed}</p>
    </Layout>,
  );
}

export async function sendReport(visit: Visit): Promise<ApiResponse> {
  if (!visit.deps.formOpen) return formClosed(visit);
  const draft = draftOf(visit);
  const formKey = keyOf(visit);
  if (isSearch(visit, draft))
    return html(200, <ReportForm visit={visit} lists={await listsAnyway(visit)} draft={draft} formKey={formKey} />);
  const near = fieldOf(visit, 'diperiksa') === 'ya' ? [] : await nearOnes(visit, draft);
  if (near.length > 0)
    return html(
      200,
      <ReportForm visit={visit} lists={await listsAnyway(visit)} draft={draft} formKey={formKey} near={near} />,
    );
  return file(visit, draft, formKey);
}

async function file(visit: Visit, draft: Draft, formKey: string): Promise<ApiResponse> {
  const { api } = visit.deps;
  const filed = await orUnavailable(
    api.post<Receipt>('/v1/complaints', reportOf(draft), { webKey: true, idempotencyKey: `web-${formKey}` }),
  );
  if (filed.ok) return toReceipt(visit, filed.body);
  const { status, problem } = filed;
  const again = { visit, lists: await listsAnyway(visit), draft, formKey: status === 409 ? freshKey(visit) : formKey };
  if (status === 400) return html(400, <ReportForm {...again} faults={faultsOf(visit, problem.errors)} />);
  const { shown, note } = notSent(visit, status);
  return html(shown, <ReportForm {...again} note={note} />);
}

/** Why a form was not taken, in words, and the status to say so with: a key that has ended is no fault of the visitor's. */
export function notSent({ t }: Visit, status: number): { shown: number; note: string } {
  if (status === 401 || status === 403) return { shown: 503, note: t.report.closedMeanwhile };
  if (status === 409) return { shown: 409, note: t.report.used };
  if (status === 429) return { shown: 429, note: t.error.tooMany };
  return { shown: status, note: t.report.notAnswering };
}

/** Sends the photo, if there is one, and leads to the receipt. A photo that fails does not fail the report. */
export async function toReceipt(visit: Visit, { trackingId, reporterSecret }: Receipt): Promise<ApiResponse> {
  const photo = fileOf(visit, 'foto');
  const sent =
    photo === undefined ? undefined : await sendPhoto(visit, photosOf(trackingId), { secret: reporterSecret }, photo);
  const foto = sent === undefined ? undefined : sent ? 'ada' : 'gagal';
  return seeOther(visit.href(`${pathOf(trackingId)}/bukti`, { foto }), [keep(trackingId, reporterSecret)]);
}

/** Public complaints nearby about the same service; none where the API cannot say, since filing must not wait for it. */
async function nearOnes({ deps: { api } }: Visit, draft: Draft): Promise<CandidateList['candidates']> {
  const location = placeOf(draft);
  if (!draft.serviceCode || !location) return [];
  const { serviceCode } = draft;
  const found = await orUnavailable(api.post<CandidateList>('/v1/complaints/candidates', { serviceCode, location }));
  return found.ok ? found.body.candidates : [];
}
