/** Shows the values of a form that could not be taken, by field, so that no word is lost. */
import { filledIn, type Visit } from '../visit.ts';

/** The field's label in its form; a field of an action is named `<field>-<action>`. */
function labelOf({ t }: Visit, name: string): string {
  const at = name.indexOf('-');
  const [field, action] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
  return t.desk.field[field] ?? (t.desk.action[action]?.[1] || name);
}

/** Every value that was filled in, under the name of its field. */
export function Typed({ visit }: { visit: Visit }) {
  return (
    <>
      {filledIn(visit).map(({ name, value }) => (
        <p class="said">
          <b>{labelOf(visit, name)}:</b> {value}
        </p>
      ))}
    </>
  );
}

/** Hidden fields with everything that was sent but the session's own fields, to be sent again unchanged. */
export function SameAgain({ visit }: { visit: Visit }) {
  const sent = [...visit.form.fields].flatMap(([name, values]) =>
    name === 'csrf' || name === 'asal' ? [] : values.map((value) => ({ name, value })),
  );
  return (
    <>
      {sent.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
