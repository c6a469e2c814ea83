/** Form controls, each tied to its label, its hint and its fault for screen readers. */
import type { ComponentChildren } from 'preact';
import type { Visit } from '../visit.ts';

/** Texts of what is wrong, by field. */
export type Faults = Readonly<Record<string, string>>;

/** Parts of every control; its name in the form is its id too. */
type Control = { name: string; hint?: string | undefined; fault?: string | undefined };

/** Attributes that tie a control to its hint and its fault. */
export const marksOf = ({ name, hint, fault }: Control) => ({
  id: name,
  name,
  'aria-describedby': [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ') || undefined,
  'aria-invalid': fault ? ('true' as const) : undefined,
});
export type Marks = Partial<ReturnType<typeof marksOf>> & { maxLength?: number | undefined };

/** The hint of a control; nothing without one. */
export const Hint = ({ name, hint }: Control) =>
  hint ? (
    <small id={`${name}-hint`} class="hint">
      {hint}
    </small>
  ) : null;

/** The fault of a control; nothing without one. */
export const Fault = ({ name, fault }: Control) =>
  fault ? (
    <strong id={`${name}-fault`} class="fault">
      {fault}
    </strong>
  ) : null;

type FramedProps = Control & {
  /** Id of the control that the label belongs to, where it is not the field's name. */
  forId?: string | undefined;
  label: ComponentChildren;
  children: ComponentChildren;
};

/** A label, a hint and a fault around a control. */
export function Framed({ forId, label, children, ...control }: FramedProps) {
  return (
    <div class={control.fault ? 'field wrong' : 'field'}>
      <label for={forId ?? control.name}>{label}</label>
      <Hint {...control} />
      <Fault {...control} />
      {children}
    </div>
  );
}

/** A label that says when its field may be left empty. */
export const Label = ({ visit, text, required }: { visit: Visit; text: string; required: boolean | undefined }) => (
  <>
    {text} {!required && <small>({visit.t.field['optional']})</small>}
  </>
);

type FieldProps = Control & { visit: Visit; label: string; required?: boolean; value?: string | undefined };

const Field = ({ visit, label, required, children, ...control }: FieldProps & { children: ComponentChildren }) => (
  <Framed {...control} label={<Label visit={visit} text={label} required={required} />}>
    {children}
  </Framed>
);

type InputProps = FieldProps & {
  type?: 'text' | 'search' | 'file' | 'date' | 'month';
  inputMode?: 'tel' | 'decimal' | 'email' | 'text';
  autocomplete?: string;
  maxLength?: number;
  accept?: string;
};

export function Input(props: InputProps) {
  const { value, type = 'text', inputMode, autocomplete, maxLength, accept, required } = props;
  return (
    <Field {...props}>
      <input
        {...marksOf(props)}
        // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- Preact chooses an input's roles by a literal type
        type={type as 'text'}
        value={type === 'file' ? undefined : value}
        inputMode={inputMode}
        autocomplete={autocomplete}
        maxLength={maxLength}
        accept={accept}
        required={required}
      />
    </Field>
  );
}

/** A photo to be sent along. */
export function PhotoInput(props: Omit<InputProps, 'name'>) {
  return <Input {...props} name="foto" type="file" accept="image/jpeg,image/png,image/webp" />;
}

/** The text stands behind a line break, since a browser drops a text area's first one. */
export function Area({ text = '', ...marks }: Marks & { rows: number; text: string | undefined; required?: boolean }) {
  return <textarea {...marks}>{text && `\n${text}`}</textarea>;
}

export function TextArea({ value, rows = 5, ...props }: FieldProps & { rows?: number }) {
  return (
    <Field {...props}>
      <Area {...marksOf(props)} rows={rows} maxLength={4000} required={props.required ?? false} text={value} />
    </Field>
  );
}

export type Option = {
  value: string;
  text: string;
  /** More words by which the script finds it. */
  words?: string;
};
export type Group = { label: string; options: readonly Option[] };

export function Select(props: FieldProps & { first: string; groups: readonly Group[] }) {
  const { value = '', first, groups } = props;
  // A choice stays where the list lacks it: the list could not be read just now, or the record that it names has been retired.
  const kept = value !== '' && !groups.some(({ options }) => options.some((option) => option.value === value));
  return (
    <Field {...props}>
      <select {...marksOf(props)}>
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
    </Field>
  );
}

type CheckboxProps = { name: string; label: string; hint: string; checked: boolean };

export function Checkbox({ name, label, hint, checked }: CheckboxProps) {
  return (
    <div class="field check">
      <input {...marksOf({ name, hint })} type="checkbox" value="ya" checked={checked} />
      <label for={name}>{label}</label>
      <Hint name={name} hint={hint} />
    </div>
  );
}

/** All faults before the form, each with a link to its field. */
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
