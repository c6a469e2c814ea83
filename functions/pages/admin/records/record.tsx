/** Shows a record as a form, with its edits and what its kind has besides. */
import type { VNode } from 'preact';
import type { EditView } from '../../../http/views/administration-schemas.ts';
import { Console } from '../../shell/session/console.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { html, type ApiResponse } from '../../shell/respond.ts';
import { Edits } from './edits.tsx';
import type { Values } from '../forms/fields.ts';
import { apiPathOf, formValues, pathOf, type Kind } from '../kinds.ts';
import { listsFor } from '../forms/lists.ts';
import { RecordFormView } from '../forms/record-form.tsx';
import { refusedPage, Trail } from './refused-page.tsx';
import { sectionFor } from '../sections/sections.tsx';

/** The desk as if this address had been asked for, so that links and forms of an answer to a post lead there. */
export const deskAt = (desk: Desk, path: string): Desk => {
  const { lang } = desk.request.query;
  return { ...desk, path, request: { ...desk.request, query: lang === undefined ? {} : { lang } } };
};

export async function showRecord(desk: Desk, kind: Kind, id: string): Promise<ApiResponse> {
  const saved = Number(desk.request.query['tersimpan']);
  return recordPage(desk, kind, id, saved > 0 ? <p class="note">{desk.t.admin.saved(saved)}</p> : undefined);
}

/** @param note above all else: what has just been done, or could not be */
export async function recordPage(
  asked: Desk,
  kind: Kind,
  id: string,
  note?: VNode,
  status = 200,
): Promise<ApiResponse> {
  const desk = deskAt(asked, pathOf(kind, id));
  const path = apiPathOf(kind, id);
  const [record, edits, lists, section] = await Promise.all([
    desk.api.get<Values>(path),
    desk.api.get<{ edits: EditView[] }>(`${path}/edits`),
    listsFor(desk, kind.fields),
    sectionFor(desk, kind, id),
  ]);
  if (!record.ok) return refusedPage(desk, record);
  const values = formValues(kind, record.body);
  const form = (
    <RecordFormView
      desk={desk}
      kind={kind}
      id={id}
      values={values}
      base={values}
      version={Number(record.body[kind.counter])}
      lists={lists}
    />
  );
  const { admin } = desk.t;
  return html(
    status,
    <Console desk={desk} title={titleOf(desk, kind, id, record.body)}>
      <Trail desk={desk} kind={kind} />
      {note}
      {section.above?.(record.body)}
      {kind.name === 'calendar' ? (
        <details>
          <summary>{admin.holidays.year}</summary>
          {form}
        </details>
      ) : (
        form
      )}
      {section.below?.(record.body)}
      {kind.id && desk.me.role === 'admin' && (
        <p>
          <a href={desk.href(`/kelola/${kind.path}`, { baru: 'ya', dari: id })}>{admin.copy}</a>
        </p>
      )}
      <Edits desk={desk} kind={kind} edits={edits.ok ? edits.body.edits : []} />
    </Console>,
  );
}

/** The name of a record, or its kind and id where the kind has no name. */
export function titleOf(desk: Desk, kind: Kind, id: string, record: Values): string {
  const name = kind.title ? record[kind.title] : undefined;
  return typeof name === 'string' ? name : `${desk.t.admin.kind[kind.name]![0]} ${id}`;
}
