/** What a visitor is shown instead of a page: in words, without what they cannot use. */
import type { Refusal } from '../ports.ts';
import type { ApiResponse } from '../../http/api-handler.ts';
import { Layout } from './layout.tsx';
import { html } from './respond.ts';
import { filledIn, type Visit } from './visit.ts';

export function Message({ visit, lines }: { visit: Visit; lines: readonly string[] }) {
  return (
    <Layout visit={visit} title={visit.t.error.title}>
      {lines.map((line) => (
        <p>{line}</p>
      ))}
      <Kept visit={visit} />
      <p>
        <a href={visit.href('/')}>{visit.t.error.back}</a>
      </p>
    </Layout>
  );
}

/** The words of a form that could not be taken, to be copied: none is lost. */
function Kept({ visit }: { visit: Visit }) {
  const typed = filledIn(visit);
  if (typed.length === 0) return null;
  return (
    <>
      <p>{visit.t.error.typed}</p>
      {typed.map(({ value }) => (
        <p class="said">{value}</p>
      ))}
    </>
  );
}

/** A page for what the API refused, with the API's own status. */
export function refused(visit: Visit, { status, problem }: { status: number; problem: Refusal }): ApiResponse {
  const { error } = visit.t;
  const lines: Record<number, string[]> = {
    401: [error.notFound],
    404: [error.notFound, error.notFoundHint],
    409: [error.conflict],
    429: [error.tooMany],
    503: [error.unavailable],
  };
  const headers = problem.retryAfter === undefined ? {} : { 'retry-after': String(problem.retryAfter) };
  return html(status, <Message visit={visit} lines={lines[status] ?? [error.generic, problem.detail]} />, { headers });
}

/** Where nothing is. */
export const absent = (visit: Visit): ApiResponse =>
  refused(visit, { status: 404, problem: { code: 'not-found', detail: '' } });
