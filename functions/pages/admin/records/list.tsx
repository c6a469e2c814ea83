/** Lists the records of one kind, page by page. */
import { shortDay } from '../../shell/dates.ts';
import { Console } from '../../shell/session/console.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { Alert, LinkButton } from '../../shell/parts.tsx';
import { html, type ApiResponse } from '../../shell/respond.ts';
import type { Values } from '../forms/fields.ts';
import { hasEnded, idOf, pathOf, type Kind } from '../kinds.ts';
import type { RecordPage } from '../forms/lists.ts';
import { refusedPage, Trail } from './refused-page.tsx';
import { valueOf } from '../forms/in-words.ts';

const perPage = 50;

export async function listRecords(desk: Desk, kind: Kind): Promise<ApiResponse> {
  const { admin } = desk.t;
  const query = new URLSearchParams({ limit: String(perPage) });
  const { sesudah } = desk.request.query;
  if (sesudah) query.set('cursor', sesudah);
  const answer = await desk.api.get<RecordPage>(`/v1/admin/${kind.api}?${query}`);
  if (!answer.ok) return refusedPage(desk, answer);
  const { records, unreadable, next } = answer.body;
  const [title, about] = admin.kind[kind.name]!;
  const path = `/kelola/${kind.path}`;
  return html(
    200,
    <Console desk={desk} title={title}>
      <Trail desk={desk} />
      <p class="lead">{about}</p>
      {kind.id && desk.me.role === 'admin' && (
        <LinkButton href={desk.href(path, { baru: 'ya' })}>{admin.fresh}</LinkButton>
      )}
      {unreadable > 0 && <Alert>{desk.t.desk.unreadable(unreadable)}</Alert>}
      {records.length === 0 && <p>{admin.none}</p>}
      <ul class="records">
        {records.map((record) => (
          <Line desk={desk} kind={kind} record={record} />
        ))}
      </ul>
      {next && (
        <LinkButton quiet href={desk.href(path, { sesudah: next })}>
          {desk.t.list.more}
        </LinkButton>
      )}
    </Console>,
  );
}

function Line({ desk, kind, record }: { desk: Desk; kind: Kind; record: Values }) {
  const { admin } = desk.t;
  const id = idOf(kind, record);
  const facts = kind.fields
    .filter(({ name }) => kind.about?.includes(name) && record[name] !== undefined)
    .map((field) => valueOf(desk, field, record[field.name]));
  const { validTo, disabledAt } = record;
  return (
    <li class={hasEnded(desk, record) ? 'over' : undefined}>
      <a href={desk.href(pathOf(kind, id))}>{kind.title ? String(record[kind.title]) : id}</a>{' '}
      {kind.title && <small>{id}</small>}{' '}
      {typeof validTo === 'string' && <span class="badge">{admin.ended(shortDay(desk, validTo))}</span>}
      {disabledAt !== undefined && <span class="badge late">{admin.disabled}</span>}
      {facts.length > 0 && <small class="facts-line">{facts.filter(Boolean).join(' · ')}</small>}
    </li>
  );
}
