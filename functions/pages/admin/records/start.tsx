/** Shows the start page of the admin: the kinds of record. */
import { Console } from '../../shell/session/console.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { html, type ApiResponse } from '../../shell/respond.ts';
import { cityId } from '../../../domain/administration/record-kinds.ts';
import { kinds, pathOf } from '../kinds.ts';
import { refusedPage } from './refused-page.tsx';

export async function showStart(desk: Desk): Promise<ApiResponse> {
  const { admin } = desk.t;
  // The API decides whether this officer may look at all.
  const seen = await desk.api.get('/v1/admin/city?limit=1');
  if (!seen.ok) return refusedPage(desk, seen);
  return html(
    200,
    <Console desk={desk} title={admin.title}>
      <p class="lead">{admin.lead}</p>
      <ul class="cards two">
        {kinds.map((kind) => {
          const [title, about] = admin.kind[kind.name]!;
          return (
            <li>
              <p>
                <a href={desk.href(kind.name === 'city' ? pathOf(kind, cityId) : `/kelola/${kind.path}`)}>
                  <b>{title}</b>
                </a>
              </p>
              <p>{about}</p>
            </li>
          );
        })}
      </ul>
    </Console>,
  );
}
