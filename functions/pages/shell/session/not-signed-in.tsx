/** Leads somebody without a session to the sign-in, and shows what they had typed. */
import type { ApiResponse } from '../../../http/api-handler.ts';
import { LinkButton } from '../parts.tsx';
import { sentences } from '../refused.tsx';
import { seeOther } from '../respond.ts';
import { fieldOf, withQuery, type Visit } from '../visit.ts';
import { localPath } from './local-path.ts';
import { Typed } from './typed.tsx';

/** The page of a console that the city has not set up (docs/pages.md). */
export const closed = (visit: Visit): ApiResponse =>
  sentences(visit, 503, visit.t.officer.title, [visit.t.officer.closed]);

/** Redirects to the sign-in and back. A form that came too late sends nothing; its words are shown, to be copied. */
export function signInFirst(visit: Visit): ApiResponse {
  const { method, request, t, href } = visit;
  if (method === 'GET') return seeOther(href('/petugas/masuk', { ke: withQuery(visit.path, request.query) }));
  const below = (
    <>
      <Typed visit={visit} />
      <LinkButton href={href('/petugas/masuk', { ke: localPath(fieldOf(visit, 'asal')) })}>
        {t.officer.signIn}
      </LinkButton>
    </>
  );
  return sentences(visit, 401, t.officer.over, [t.officer.overLead], { below });
}
