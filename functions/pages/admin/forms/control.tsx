/** Renders the control of a field, without its label. */
import { Area, marksOf, type Marks } from '../../shell/forms/form.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { removeMark, type Leaf } from './fields.ts';
import { wordOf } from './in-words.ts';
import type { Choice, Lists } from './lists.ts';

type Props = {
  desk: Desk;
  lists: Lists;
  field: Leaf;
  /** Name of the field in the posted form, and its id. */
  path: string;
  value: unknown;
  hint?: string | undefined;
  fault: string | undefined;
  /** Its name for screen readers where no label stands by it. */
  spoken?: string | undefined;
};

export function Control({ desk, lists, field, path, value, hint, fault, spoken }: Props) {
  const { admin } = desk.t;
  const text = textOf(value);
  const marks = { ...marksOf({ name: path, hint, fault }), 'aria-label': spoken };
  switch (field.type) {
    case 'text':
      // A one-line input would lose line breaks.
      return field.long || text.includes('\n') ? (
        <LongText marks={{ ...marks, maxLength: field.max }} text={text} />
      ) : (
        <input {...marks} value={text} maxLength={field.max} />
      );
    case 'number':
    case 'decimal':
      return <input {...marks} value={text} inputMode={field.type === 'number' ? 'numeric' : 'decimal'} />;
    case 'date':
      // A text that is no date, typed in a browser without date inputs, stays visible.
      return /^(\d{4}-\d\d-\d\d)?$/.test(text) ? (
        <input {...marks} value={text} type="date" />
      ) : (
        <input {...marks} value={text} />
      );
    case 'flag':
      return field.optional ? (
        <List
          marks={marks}
          value={typeof value === 'boolean' ? yesOrNo(value) : text}
          options={[
            ['ya', admin.yes],
            ['tidak', admin.no],
          ]}
        />
      ) : (
        <input {...marks} type="checkbox" value="ya" checked={value === true} />
      );
    case 'choice':
      return (
        <List marks={marks} value={text} options={field.values.map((one) => [one, wordOf(desk, field.label, one)])} />
      );
    case 'record':
      return <List marks={marks} value={text} options={optionsOf(lists[field.of], text)} />;
    case 'unseen':
      return (
        <>
          <input {...marks} value={text} autocomplete="off" />
          <label class="remove">
            <input type="checkbox" name={`${path}.${removeMark}`} value="ya" checked={value === null} /> {admin.remove}
          </label>
        </>
      );
  }
}

/** As many rows as the text needs, between 3 and 12. */
export function LongText({ marks, text }: { marks: Marks; text: string }) {
  const rows = Math.min(12, Math.max(3, Math.ceil(text.length / 70), text.split('\n').length + 1));
  return <Area {...marks} rows={rows} text={text} />;
}

type ListProps = { marks: Marks; value: string; options: readonly (readonly [value: string, text: string])[] };

/** A list with an empty choice. A value that is not in the list stays. */
export function List({ marks, value, options }: ListProps) {
  const known = value === '' || options.some(([one]) => one === value);
  const all = [['', '—'] as const, ...(known ? [] : [[value, value] as const]), ...options];
  return (
    <select {...marks}>
      {all.map(([one, text]) => (
        <option value={one} selected={one !== '' && one === value}>
          {text}
        </option>
      ))}
    </select>
  );
}

const yesOrNo = (value: boolean): string => (value ? 'ya' : 'tidak');

/** Options of a list of records. A record that has ended is offered only where it is chosen already. */
function optionsOf(choices: readonly Choice[] = [], value: string): [string, string][] {
  return choices.filter(({ id, ended }) => !ended || id === value).map(({ id, title }) => [id, title]);
}

/** A value as it is typed. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
