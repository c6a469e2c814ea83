/** Answers with a page of plain sentences, above all where a visitor cannot get the page that was asked for. */
import type { VNode } from 'preact';
import type { Refusal } from '../ports.ts';
import type { ApiResponse } from '../../http/api-handler.ts';
import { Layout } from './layout.tsx';
import { html } from './respond.ts';
import { filledIn, type Visit } from './visit.ts';

/** A page of sentences, one a paragraph. */
export const sentences = (
  visit: Visit,
  status: number,
  title: string,
  lines: readonly string[],
  { below, headers }: { below?: VNode; headers?: Record<string, string> } = {},
): ApiResponse =>
  html(
    status,
    <Layout visit={visit} title={title}>
      {lines.map((line) => (
        <p>{line}</p>
      ))}
      {below}
    </Layout>,
    { headers },
  );

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

/** A page for a refusal of the API, in a visitor's words and with the API's own status. */
export function refused(visit: Visit, { status, problem }: { status: number; problem: Refusal }): ApiResponse {
  const { error } = visit.t;
  const lines: Record<number, string[]> = {
    401: [error.notFound],
    404: [error.notFound, error.notFoundHint],
    409: [error.conflict],
    429: [error.tooMany],
    503: [error.unavailable],
  };
  const below = (
    <>
      <Kept visit={visit} />
      <p>
        <a href={visit.href('/')}>{error.back}</a>
      </p>
    </>
  );
  const headers = retryAfterOf(problem);
  return sentences(visit, status, error.title, lines[status] ?? [error.generic, problem.detail], { below, headers });
}

/** The header that says when to try again, in seconds. */
export const retryAfterOf = ({ retryAfter }: Refusal): Record<string, string> =>
  retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };

/** The page for an address where nothing is. */
export const absent = (visit: Visit): ApiResponse =>
  refused(visit, { status: 404, problem: { code: 'not-found', detail: '' } });
