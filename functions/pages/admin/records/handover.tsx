/** Shows the open work of an officer's posts, and who acts there without the officer. */
import type { HandoverView } from '../../../http/views/administration-schemas.ts';
import { shortDay } from '../../shell/dates.ts';
import { Console } from '../../shell/session/console.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { html, type ApiResponse } from '../../shell/respond.ts';
import { apiPathOf, pathOf, type Kind } from '../kinds.ts';
import { refusedPage, Trail } from './refused-page.tsx';
import { wordOf } from '../forms/in-words.ts';

export async function showHandover(desk: Desk, kind: Kind, id: string): Promise<ApiResponse> {
  const answer = await desk.api.get<HandoverView>(`${apiPathOf(kind, id)}/handover`);
  if (!answer.ok) return refusedPage(desk, answer);
  const { handover: texts } = desk.t.admin;
  const { officer, posts } = answer.body;
  return html(
    200,
    <Console desk={desk} title={texts.of(officer.name)}>
      <Trail desk={desk} kind={kind} />
      <p class="lead">{texts.lead}</p>
      {posts.length === 0 && <p>{texts.noPosts}</p>}
      {posts.map((post) => (
        <Post desk={desk} post={post} />
      ))}
      <p>
        <a href={desk.href(pathOf(kind, id))}>{officer.name}</a>
      </p>
    </Console>,
  );
}

function Post({ desk, post }: { desk: Desk; post: HandoverView['posts'][number] }) {
  const { handover: texts } = desk.t.admin;
  const { office, agencyId, open, successors } = post;
  return (
    <section>
      <h2>{[wordOf(desk, 'office', office), agencyId].filter(Boolean).join(', ')}</h2>
      <p>
        <b>{texts.successors}:</b>{' '}
        {successors.length === 0
          ? texts.vacant
          : successors
              .map(({ name, deputyFor }) => (deputyFor ? `${name} (${texts.deputyFor(deputyFor)})` : name))
              .join(', ')}
      </p>
      <p>{texts.open(open.count)}</p>
      <ul class="records">
        {open.complaints.map(({ trackingId, dueAt }) => (
          <li>
            {trackingId}
            {dueAt && (
              <small>
                {' '}
                · {desk.t.list.due} {shortDay(desk, dueAt)}
              </small>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
