/** What stands around a place to type into: its label, its hint and what is wrong with it, tied together for screen readers. */
import type { ComponentChildren } from 'preact';
import type { Faults } from '../../shell/forms/form.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { faultId } from './control.tsx';
import type { Field } from './fields.ts';
import { labelOf } from './in-words.ts';
import type { Lists } from './lists.ts';

export type FormState = {
  desk: Desk;
  lists: Lists;
  faults: Faults;
  /** Path of the rows that were asked for more. */
  moreRows?: string | undefined;
};

export type Place = FormState & { path: string; value: unknown; hint?: string | undefined };
export type One<F extends Field = Field> = Place & { field: F };
export type Of<T extends Field['type']> = One<Extract<Field, { type: T }>>;

export function Hint({ path, hint }: { path: string; hint: string | undefined }) {
  return hint === undefined ? null : (
    <small id={`${path}-hint`} class="hint">
      {hint}
    </small>
  );
}

export const hintId = ({ path, hint }: Place): string | undefined => (hint === undefined ? undefined : `${path}-hint`);

export function Fault({ faults, path }: { faults: Faults; path: string }) {
  const fault = faults[path];
  return fault === undefined ? null : (
    <strong id={faultId(path)} class="fault">
      {fault}
    </strong>
  );
}

export function Framed({ children, forId, ...one }: One & { forId: string; children: ComponentChildren }) {
  const { desk, field, path, hint, faults } = one;
  return (
    <div class={faults[path] ? 'field wrong' : 'field'}>
      <label for={forId}>
        {labelOf(desk, field)} {field.optional && <small>({desk.t.field['optional']})</small>}
      </label>
      <Hint path={path} hint={hint} />
      <Fault faults={faults} path={path} />
      {children}
    </div>
  );
}

export function Boxed({
  desk,
  path,
  label,
  hint,
  faults,
  children,
}: Place & { label: Field['label']; children: ComponentChildren }) {
  return (
    <fieldset id={path} class={faults[path] ? 'wrong' : undefined}>
      <legend>{labelOf(desk, { label })}</legend>
      <Hint path={path} hint={hint} />
      <Fault faults={faults} path={path} />
      {children}
    </fieldset>
  );
}
