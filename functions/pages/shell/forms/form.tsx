/** Parts of forms: each field with its label, its hint and what is wrong with it, tied together for screen readers. */
import type { ComponentChildren } from 'preact';
import type { Visit } from '../visit.ts';

/** What is wrong, by field. */
export type Faults = Readonly<Record<string, string>>;

type FieldProps = {
  visit: Visit;
  name: string;
  label: string;
  hint?: string | undefined;
  fault?: string | undefined;
  required?: boolean;
};

const describedBy = ({ name, hint, fault }: FieldProps): string | undefined =>
  [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ') || undefined;

function Framed(props: FieldProps & { children: ComponentChildren }) {
  const { visit, name, label, hint, fault, required, children } = props;
  return (
    <div class={fault ? 'field wrong' : 'field'}>
      <label for={name}>
        {label} {!required && <small>({visit.t.field['optional']})</small>}
      </label>
      {hint && (
        <small id={`${name}-hint`} class="hint">
          {hint}
        </small>
      )}
      {fault && (
        <strong id={`${name}-fault`} class="fault">
          {fault}
        </strong>
      )}
      {children}
    </div>
  );
}

type InputProps = FieldProps & {
  value?: string | undefined;
  type?: 'text' | 'search' | 'file' | 'date' | 'month';
  inputMode?: 'tel' | 'decimal' | 'email' | 'text';
  autocomplete?: string;
  maxLength?: number;
  accept?: string;
};

export function Input(props: InputProps) {
  const { name, value, type = 'text', inputMode, autocomplete, maxLength, accept, required, fault } = props;
  return (
    <Framed {...props}>
      <input
        id={name}
        name={name}
        // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- Preact chooses an input's roles by a literal type
        type={type as 'text'}
        value={type === 'file' ? undefined : value}
        inputMode={inputMode}
        autocomplete={autocomplete}
        maxLength={maxLength}
        accept={accept}
        required={required}
        aria-describedby={describedBy(props)}
        aria-invalid={fault ? 'true' : undefined}
      />
    </Framed>
  );
}

/** A photo to be sent along. */
export function PhotoInput(props: Pick<InputProps, 'visit' | 'label' | 'hint' | 'fault' | 'required'>) {
  return <Input {...props} name="foto" type="file" accept="image/jpeg,image/png,image/webp" />;
}

export function TextArea(props: FieldProps & { value?: string | undefined; rows?: number; maxLength?: number }) {
  const { name, value, rows = 5, maxLength = 4000, required, fault } = props;
  return (
    <Framed {...props}>
      <textarea
        id={name}
        name={name}
        rows={rows}
        maxLength={maxLength}
        required={required}
        aria-describedby={describedBy(props)}
        aria-invalid={fault ? 'true' : undefined}
        // A browser drops a textarea's first line break: the one that is written here.
      >
        {value ? `\n${value}` : ''}
      </textarea>
    </Framed>
  );
}

export type Option = {
  value: string;
  text: string;
  /** More words by which the script finds it. */
  words?: string;
};
export type Group = { label: string; options: readonly Option[] };

type SelectProps = FieldProps & { value?: string | undefined; first: string; groups: readonly Group[] };

export function Select(props: SelectProps) {
  const { name, value = '', first, groups, fault } = props;
  // What was chosen stays chosen where the list lacks it: it could not be read just now, or what it names has been retired.
  const kept = value !== '' && !groups.some(({ options }) => options.some((option) => option.value === value));
  return (
    <Framed {...props}>
      <select id={name} name={name} aria-describedby={describedBy(props)} aria-invalid={fault ? 'true' : undefined}>
        <option value="">{first}</option>
        {kept && <option selected>{value}</option>}
        {groups.map(({ label, options }) => (
          <optgroup label={label}>
            {options.map((option) => (
              <option value={option.value} data-words={option.words} selected={option.value === value}>
                {option.text}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </Framed>
  );
}

export function Checkbox({
  name,
  label,
  hint,
  checked,
}: {
  name: string;
  label: string;
  hint: string;
  checked: boolean;
}) {
  return (
    <div class="field check">
      <input id={name} name={name} type="checkbox" value="ya" checked={checked} aria-describedby={`${name}-hint`} />
      <label for={name}>{label}</label>
      <small id={`${name}-hint`} class="hint">
        {hint}
      </small>
    </div>
  );
}

/** What is wrong, before the form, each with a link to its field. */
export function FaultSummary({ visit, faults }: { visit: Visit; faults: Faults }) {
  const all = Object.entries(faults);
  if (all.length === 0) return null;
  return (
    <div class="faults" role="alert">
      <p>
        <b>{visit.t.error.summary}</b>
      </p>
      <ul>
        {all.map(([name, text]) => (
          <li>
            <a href={`#${name}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
