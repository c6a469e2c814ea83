/** What somebody without a session meets: the way to the sign-in, without losing what they had typed. */
import type { ApiResponse } from '../../../http/api-handler.ts';
import { Layout } from '../layout.tsx';
import { html, seeOther } from '../respond.ts';
import { fieldOf, withQuery, type Visit } from '../visit.ts';
import { localPath } from './local-path.ts';
import { Typed } from './typed.tsx';

/** The city has not set the console up (docs/pages.md). */
export function closed(visit: Visit): ApiResponse {
  const { title, closed: text } = visit.t.officer;
  return html(
    503,
    <Layout visit={visit} title={title}>
      <p>{text}</p>
    </Layout>,
  );
}

/** To the sign-in and back to where they were. Words of a form that came too late are shown, to be copied: nothing was sent. */
export function signInFirst(visit: Visit): ApiResponse {
  const { method, request, t, href } = visit;
  if (method === 'GET') return seeOther(href('/petugas/masuk', { ke: withQuery(visit.path, request.query) }));
  return html(
    401,
    <Layout visit={visit} title={t.officer.over}>
      <p>{t.officer.overLead}</p>
      <Typed visit={visit} />
      <p>
        <a class="button" href={href('/petugas/masuk', { ke: localPath(fieldOf(visit, 'asal')) })}>
          {t.officer.signIn}
        </a>
      </p>
    </Layout>,
  );
}
