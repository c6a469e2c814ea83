/** Compares the edit that was stored first with the values that were typed. */
import type { Desk } from '../../shell/session/desk.ts';
import { changesBetween, type Change } from './edits.tsx';
import type { Values } from '../forms/fields.ts';
import type { Kind } from '../kinds.ts';
import type { Merged } from './merge.ts';
import { tell } from '../forms/in-words.ts';

type Props = { desk: Desk; kind: Kind; merged: Merged; base: Values | undefined; theirs: Values; mine: Values };

export function Conflict({ desk, kind, merged, base, theirs, mine }: Props) {
  const { conflict } = desk.t.admin;
  const between = (names: readonly string[], a: Values, b: Values): Change[] => {
    const fields = kind.fields.filter(({ name }) => names.includes(name));
    return changesBetween(tell(desk, fields, a), tell(desk, fields, b));
  };
  const { was, is, yours } = conflict;
  return (
    <section class="note warn" role="alert">
      <h2>{conflict.title}</h2>
      <p>{conflict.lead}</p>
      <Compared desk={desk} title={conflict.both} heads={[is, yours]} changes={between(merged.both, theirs, mine)} />
      <Compared
        desk={desk}
        title={conflict.theirs}
        heads={[was, is]}
        changes={between(merged.theirs, base ?? {}, theirs)}
      />
    </section>
  );
}

type ComparedProps = { desk: Desk; title: string; heads: readonly string[]; changes: readonly Change[] };

function Compared({ desk: { t }, title, heads, changes }: ComparedProps) {
  if (changes.length === 0) return null;
  const { conflict, nothing } = t.admin;
  return (
    <table class="rows compared">
      <caption>{title}</caption>
      <thead>
        <tr>
          {[conflict.field, ...heads].map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ name, before, after }) => (
          <tr>
            <th scope="row">{name}</th>
            <td data-label={heads[0]}>{before ?? nothing}</td>
            <td data-label={heads[1]}>{after ?? nothing}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
