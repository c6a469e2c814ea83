/** Shows a refusal of the admin API as a page of the console. */
import type { Refusal } from '../../ports.ts';
import { Console } from '../../shell/session/console.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { refusedDesk } from '../../shell/session/refused-desk.tsx';
import { html, type ApiResponse } from '../../shell/respond.ts';
import type { Kind } from '../kinds.ts';

type Refused = { status: number; problem: Refusal };

export function refusedPage(desk: Desk, answer: Refused): ApiResponse {
  const { admin } = desk.t;
  const texts: Record<number, string> = { 403: admin.forbidden, 404: admin.absent, 413: admin.tooLarge };
  const text =
    texts[answer.status] ?? (answer.status === 400 || answer.status === 409 ? answer.problem.detail : undefined);
  if (text === undefined || desk.method !== 'GET') return refusedDesk(desk, answer, text);
  return html(
    answer.status,
    <Console desk={desk} title={answer.status === 403 ? admin.refused : desk.t.error.title}>
      <p class="note warn">{text}</p>
      <p>
        <a href={desk.href('/kelola')}>{admin.back}</a>
      </p>
    </Console>,
  );
}

/** The page for an address that names no kind, record or action. */
export const absentPage = (desk: Desk): ApiResponse =>
  refusedPage(desk, { status: 404, problem: { code: 'not-found', detail: '' } });

/** Links back to the list and to the start page. */
export function Trail({ desk, kind }: { desk: Desk; kind?: Kind }) {
  return (
    <p class="trail">
      <a href={desk.href('/kelola')}>{desk.t.officer.admin}</a>
      {kind?.id && (
        <>
          {' › '}
          <a href={desk.href(`/kelola/${kind.path}`)}>{desk.t.admin.kind[kind.name]?.[0]}</a>
        </>
      )}
    </p>
  );
}
