/** Places to type into, each with what stands around it. */
import { Control, List, LongText } from './control.tsx';
import type { Leaf, Values } from './fields.ts';
import { Boxed, Framed, Hint, hintId, type Of, type One } from './framed.tsx';
import { toLines } from './lines.ts';
import { labelOf, wordOf } from './in-words.ts';

export function Single({ field, ...one }: One<Leaf>) {
  const { desk, path, hint, faults } = one;
  const control = <Control {...one} field={field} fault={faults[path]} describedBy={hintId(one)} />;
  if (field.type !== 'flag' || field.optional)
    return (
      <Framed {...one} field={field} forId={path}>
        {control}
      </Framed>
    );
  return (
    <div class="field check">
      {control}
      <label for={path}>{labelOf(desk, field)}</label>
      <Hint path={path} hint={hint} />
    </div>
  );
}

export function Texts({ field, ...one }: Of<'texts'>) {
  const { path, value, faults } = one;
  const hint = one.hint ?? one.desk.t.admin.onePerLine;
  const fault = faults[path] ?? Object.entries(faults).find(([name]) => name.startsWith(`${path}.`))?.[1];
  return (
    <Framed {...one} hint={hint} faults={fault ? { [path]: fault } : {}} field={field} forId={path}>
      <LongText
        marks={{ id: path, name: path, 'aria-describedby': `${path}-hint`, 'aria-invalid': fault ? 'true' : undefined }}
        text={toLines((value as string[] | undefined) ?? [])}
      />
    </Framed>
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

export function Measure({ desk, field, path, value, faults }: Of<'measure'>) {
  const [unit = '', number] = Object.entries((value ?? {}) as Values)[0] ?? [];
  const label = labelOf(desk, field);
  const wrong = faults[path] === undefined ? undefined : ('true' as const);
  return (
    <span class="measure" id={path}>
      <input
        id={`${path}.number`}
        name={`${path}.number`}
        value={typeof number === 'string' || typeof number === 'number' ? number : ''}
        inputMode="numeric"
        aria-label={label}
        aria-invalid={wrong}
      />
      <List
        marks={{ id: `${path}.unit`, name: `${path}.unit`, 'aria-label': label, 'aria-invalid': wrong }}
        value={unit}
        options={field.units.map((one) => [one, wordOf(desk, 'unit', one)])}
      />
    </span>
  );
}
