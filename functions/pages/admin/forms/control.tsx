/** One place to type into, without its label. */
import type { Desk } from '../../shell/session/desk.ts';
import { removeMark, type Leaf } from './fields.ts';
import type { Choice, Lists } from './lists.ts';
import { wordOf } from './in-words.ts';

export type ControlProps = {
  desk: Desk;
  lists: Lists;
  field: Leaf;
  /** Path of the field: its name in the posted form, and its id. */
  path: string;
  value: unknown;
  fault: string | undefined;
  describedBy?: string | undefined;
  /** Its name for screen readers where no label stands by it. */
  spoken?: string | undefined;
};

type Marks = {
  id: string;
  name: string;
  maxLength?: number | undefined;
  'aria-label'?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: 'true' | undefined;
};

export const faultId = (path: string): string => `${path}-salah`;

export function Control(props: ControlProps) {
  const { desk, lists, field, path, value, fault, describedBy, spoken } = props;
  const { t } = desk;
  const described = [describedBy, fault && faultId(path)].filter(Boolean).join(' ') || undefined;
  const marks: Marks = {
    id: path,
    name: path,
    'aria-label': spoken,
    'aria-describedby': described,
    'aria-invalid': fault ? 'true' : undefined,
  };
  const text = textOf(value);
  switch (field.type) {
    case 'text':
      // A one-line input would lose line breaks.
      return field.long || text.includes('\n') ? (
        <LongText marks={{ ...marks, maxLength: field.max }} text={text} />
      ) : (
        <input {...marks} value={text} maxLength={field.max} />
      );
    case 'number':
      return <input {...marks} value={text} inputMode="numeric" />;
    case 'decimal':
      return <input {...marks} value={text} inputMode="decimal" />;
    case 'date':
      // What was typed where a browser knows no dates stays to be seen.
      return /^(\d{4}-\d\d-\d\d)?$/.test(text) ? (
        <input {...marks} value={text} type="date" />
      ) : (
        <input {...marks} value={text} />
      );
    case 'flag':
      return field.optional ? (
        <List marks={marks} value={typeof value === 'boolean' ? yesOrNo(value) : text} options={flagOptions(desk)} />
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
            <input type="checkbox" name={`${path}.${removeMark}`} value="ya" checked={value === null} />{' '}
            {t.admin.remove}
          </label>
        </>
      );
  }
}

export function LongText({ marks, text }: { marks: Marks; text: string }) {
  const rows = Math.min(12, Math.max(3, Math.ceil(text.length / 70), text.split('\n').length + 1));
  return (
    <textarea {...marks} rows={rows}>
      {/* A browser drops a text area's first line break: the one that is written here. */}
      {text && `\n${text}`}
    </textarea>
  );
}

type ListProps = { marks: Marks; value: string; options: readonly (readonly [value: string, text: string])[] };

/** A list with an empty choice; what is not in it, and was chosen all the same, stays. */
export function List({ marks, value, options }: ListProps) {
  const known = value === '' || options.some(([one]) => one === value);
  return (
    <select {...marks}>
      <option value="">—</option>
      {!known && (
        <option value={value} selected>
          {value}
        </option>
      )}
      {options.map(([one, text]) => (
        <option value={one} selected={one === value}>
          {text}
        </option>
      ))}
    </select>
  );
}

const yesOrNo = (value: boolean): string => (value ? 'ya' : 'tidak');
const flagOptions = ({ t }: Desk): [string, string][] => [
  ['ya', t.admin.yes],
  ['tidak', t.admin.no],
];

/** Records that have ended are offered only where they stand already. */
function optionsOf(choices: readonly Choice[] = [], value: string): [string, string][] {
  return choices.filter(({ id, ended }) => !ended || id === value).map(({ id, title }) => [id, title]);
}

/** A value as it is typed. */
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
