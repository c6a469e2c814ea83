/** Renders a field's place in an admin form: its control, with label, hint and fault around it. */
import type { ComponentChildren } from 'preact';
import { Fault, Framed, Hint, Label, marksOf, type Faults } from '../../shell/forms/form.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { Control, List, LongText, textOf } from './control.tsx';
import type { Field, Leaf, Values } from './fields.ts';
import { labelOf, wordOf } from './in-words.ts';
import { toLines } from './lines.ts';
import type { Lists } from './lists.ts';

export type FormState = {
  desk: Desk;
  lists: Lists;
  faults: Faults;
  /** Path of the rows that were asked for more. */
  moreRows?: string | undefined;
};

/** `path`: name of the field in the posted form, and its id. */
export type Place = FormState & { path: string; value: unknown; hint?: string | undefined };
export type One<F extends Field = Field> = Place & { field: F };
export type Of<T extends Field['type']> = One<Extract<Field, { type: T }>>;

type LabelledProps = One & { fault?: string | undefined; forId?: string; children: ComponentChildren };

/** A label, a hint and a fault around one control. */
export function Labelled({ desk, field, path, hint, faults, fault = faults[path], forId, children }: LabelledProps) {
  const label = <Label visit={desk} text={labelOf(desk, field)} required={!field.optional} />;
  return (
    <Framed name={path} forId={forId} label={label} hint={hint} fault={fault}>
      {children}
    </Framed>
  );
}

type BoxedProps = Pick<Place, 'desk' | 'path' | 'hint' | 'faults'> & { label: string; children: ComponentChildren };

/** A legend, a hint and a fault around several controls. */
export function Boxed({ desk, path, label, hint, faults, children }: BoxedProps) {
  return (
    <fieldset id={path} class={faults[path] ? 'wrong' : undefined}>
      <legend>{labelOf(desk, { label })}</legend>
      <Hint name={path} hint={hint} />
      <Fault name={path} fault={faults[path]} />
      {children}
    </fieldset>
  );
}

export function Single({ field, ...one }: One<Leaf>) {
  const { desk, path, hint, faults } = one;
  const control = <Control {...one} field={field} fault={faults[path]} />;
  if (field.type !== 'flag' || field.optional)
    return (
      <Labelled {...one} field={field}>
        {control}
      </Labelled>
    );
  return (
    <div class="field check">
      {control}
      <label for={path}>{labelOf(desk, field)}</label>
      <Hint name={path} hint={hint} />
    </div>
  );
}

/** One text a line. A fault in any line is shown at the area. */
export function Texts(one: Of<'texts'>) {
  const { path, value, faults, hint = one.desk.t.admin.onePerLine } = one;
  const fault = faults[path] ?? Object.entries(faults).find(([name]) => name.startsWith(`${path}.`))?.[1];
  return (
    <Labelled {...one} hint={hint} fault={fault}>
      <LongText marks={marksOf({ name: path, hint, fault })} text={toLines((value as string[] | undefined) ?? [])} />
    </Labelled>
  );
}

/** Boxes to tick: those that are ticked come first, in the record's own order. */
export function Several({ field, ...one }: Of<'choices' | 'records'>) {
  const { desk, lists, path } = one;
  const chosen = (one.value as string[] | undefined) ?? [];
  const named: (readonly [string, string])[] =
    field.type === 'choices'
      ? field.values.map((value) => [value, wordOf(desk, field.label, value)])
      : (lists[field.of] ?? []).filter(({ ended }) => !ended).map(({ id, title }) => [id, title]);
  const words = new Map(named);
  const options = [...chosen, ...named.map(([value]) => value).filter((value) => !chosen.includes(value))];
  return (
    <Boxed {...one} label={field.label}>
      <ul class={options.length > 12 ? 'boxes many' : 'boxes'}>
        {options.map((value) => (
          <li>
            <label>
              <input type="checkbox" name={path} value={value} checked={chosen.includes(value)} />{' '}
              {words.get(value) ?? value}
            </label>
          </li>
        ))}
      </ul>
    </Boxed>
  );
}

/** A number and its unit. */
export function Measure({ desk, field, path, value, faults }: Of<'measure'>) {
  const [unit = '', number] = Object.entries((value ?? {}) as Values)[0] ?? [];
  const marks = {
    'aria-label': labelOf(desk, field),
    'aria-invalid': faults[path] === undefined ? undefined : ('true' as const),
  };
  const at = (part: string) => ({ id: `${path}.${part}`, name: `${path}.${part}`, ...marks });
  return (
    <span class="measure" id={path}>
      <input {...at('number')} value={textOf(number)} inputMode="numeric" />
      <List marks={at('unit')} value={unit} options={field.units.map((one) => [one, wordOf(desk, 'unit', one)])} />
    </span>
  );
}
