/** Lists the edits of a record: when, by whom, for which reason, and what changed. */
import type { EditView } from '../../../http/views/administration-schemas.ts';
import { timeOf } from '../../shell/dates.ts';
import type { Desk } from '../../shell/session/desk.ts';
import { formValues, type Kind } from '../kinds.ts';
import { tell, type Told } from '../forms/in-words.ts';

export type Change = { name: string; before: string | undefined; after: string | undefined };

/** The places of a record whose values differ. */
export function changesBetween(before: Told, after: Told): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((path) => {
    const [old, now] = [before.get(path), after.get(path)];
    return old?.value === now?.value
      ? []
      : [{ name: (now ?? old)?.name ?? path, before: old?.value, after: now?.value }];
  });
}

export function Edits({ desk, kind, edits }: { desk: Desk; kind: Kind; edits: readonly EditView[] }) {
  const { admin } = desk.t;
  const told = (edit: EditView): Told => tell(desk, kind.fields, formValues(kind, edit.after));
  return (
    <section>
      <h2>{admin.edits}</h2>
      {edits.length === 0 && <p>{admin.noEdits}</p>}
      <ol class="timeline">
        {edits.map((edit, index) => {
          const before = edits[index + 1];
          const changes = before && changesBetween(told(before), told(edit));
          return (
            <li>
              <time dateTime={edit.at}>{admin.editOf(edit.edit, timeOf(desk, edit.at), edit.by)}</time>
              {edit.reason && <p class="said">{edit.reason}</p>}
              {edit.beforeHash === null && <p>{admin.madeNow}</p>}
              {changes && changes.length > 0 && <Changes desk={desk} changes={changes} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Changes({ desk: { t }, changes }: { desk: Desk; changes: readonly Change[] }) {
  return (
    <ul>
      {changes.map(({ name, before, after }) => (
        <li class="change">
          <b>{name}</b>: <del>{before ?? t.admin.nothing}</del> → <ins>{after ?? t.admin.nothing}</ins>
        </li>
      ))}
    </ul>
  );
}
