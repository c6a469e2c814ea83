/** A form out of its description: every field with its label, its hint and what is wrong with it. */
import type { ComponentChildren } from 'preact';
import type { Faults } from '../layout/form.tsx';
import type { Desk } from '../officer/desk.ts';
import { Control, faultId, List, LongText } from './control.tsx';
import { mapRow, removeMark, type Field, type Leaf, type Values } from './fields.ts';
import { toLines } from './lines.ts';
import type { Lists } from './lists.ts';
import { pairsOf, wordOf } from './words.ts';

export type FormState = {
  desk: Desk;
  lists: Lists;
  faults: Faults;
  /** Path of the rows that were asked for more. */
  moreRows?: string | undefined;
};

type Several = FormState & { fields: readonly Field[]; values: Values; prefix?: string };
type Place = FormState & { path: string; value: unknown; hint?: string | undefined };
type One<F extends Field = Field> = Place & { field: F };
type Of<T extends Field['type']> = One<Extract<Field, { type: T }>>;

/** Every form has an empty row at the end; the button adds this many. */
const rowsAdded = 4;

export function FormFields({ fields, values, prefix = '', ...state }: Several) {
  return (
    <>
      {fields.map((field) => (
        <FieldView
          {...state}
          field={field}
          path={prefix + field.name}
          value={values[field.name]}
          hint={state.desk.t.admin.hint[field.label]}
        />
      ))}
    </>
  );
}

function FieldView({ field, ...one }: One) {
  switch (field.type) {
    case 'choices':
    case 'records':
      return <Several {...one} field={field} />;
    case 'texts':
      return <Texts {...one} field={field} />;
    case 'measure':
      return (
        <Framed {...one} field={field} forId={`${one.path}.number`}>
          <Measure {...one} field={field} />
        </Framed>
      );
    case 'group':
      return <Group {...one} field={field} />;
    case 'rows':
      return <Rows {...one} label={field.label} fields={field.fields} rows={rowsIn(one.value)} />;
    case 'map':
      return <Rows {...one} label={field.label} fields={mapRow} rows={pairsOf(one.value)} />;
    case 'text':
    case 'number':
    case 'date':
    case 'flag':
    case 'choice':
    case 'record':
    case 'kept':
      return <Single {...one} field={field} />;
  }
}

const rowsIn = (value: unknown): Values[] => (Array.isArray(value) ? (value as Values[]) : []);

function Hint({ path, hint }: { path: string; hint: string | undefined }) {
  return hint === undefined ? null : (
    <small id={`${path}-hint`} class="hint">
      {hint}
    </small>
  );
}

const hintId = ({ path, hint }: Place): string | undefined => (hint === undefined ? undefined : `${path}-hint`);

function Fault({ faults, path }: { faults: Faults; path: string }) {
  const fault = faults[path];
  return fault === undefined ? null : (
    <strong id={faultId(path)} class="fault">
      {fault}
    </strong>
  );
}

function Framed({ children, forId, ...one }: One & { forId: string; children: ComponentChildren }) {
  const { desk, field, path, hint, faults } = one;
  return (
    <div class={faults[path] ? 'field wrong' : 'field'}>
      <label for={forId}>
        {desk.t.admin.field[field.label]} {field.optional && <small>({desk.t.field['optional']})</small>}
      </label>
      <Hint path={path} hint={hint} />
      <Fault faults={faults} path={path} />
      {children}
    </div>
  );
}

function Single({ field, ...one }: One<Leaf>) {
  const { desk, path, hint, faults } = one;
  const control = <Control {...one} field={field} fault={faults[path]} describedBy={hintId(one)} />;
  if (field.type === 'kept')
    return (
      <div class="field">
        <b>{desk.t.admin.field[field.label]}</b>
        <Hint path={path} hint={hint} />
        {control}
      </div>
    );
  if (field.type !== 'flag' || field.optional)
    return (
      <Framed {...one} field={field} forId={path}>
        {control}
      </Framed>
    );
  return (
    <div class="field check">
      {control}
      <label for={path}>{desk.t.admin.field[field.label]}</label>
      <Hint path={path} hint={hint} />
    </div>
  );
}

function Texts({ field, ...one }: Of<'texts'>) {
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
function Several({ field, ...one }: Of<'choices' | 'records'>) {
  const { desk, lists, path } = one;
  const chosen = (one.value as string[] | undefined) ?? [];
  const named: (readonly [string, string])[] =
    field.type === 'choices'
      ? field.values.map((value) => [value, wordOf(desk, field.words, value)])
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

function Measure({ desk, field, path, value, faults }: Of<'measure'>) {
  const [unit = '', number] = Object.entries((value ?? {}) as Values)[0] ?? [];
  const label = desk.t.admin.field[field.label];
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

function Boxed({
  desk,
  path,
  label,
  hint,
  faults,
  children,
}: Place & { label: Field['label']; children: ComponentChildren }) {
  return (
    <fieldset id={path} class={faults[path] ? 'wrong' : undefined}>
      <legend>{desk.t.admin.field[label]}</legend>
      <Hint path={path} hint={hint} />
      <Fault faults={faults} path={path} />
      {children}
    </fieldset>
  );
}

function Group({ field, value, ...one }: Of<'group'>) {
  const inner = (
    <FormFields {...one} fields={field.fields} values={(value as Values | undefined) ?? {}} prefix={`${one.path}.`} />
  );
  const short = field.fields.every(({ type }) => type === 'number' || type === 'date');
  return (
    <Boxed {...one} value={value} label={field.label}>
      {short ? <div class="row">{inner}</div> : inner}
    </Boxed>
  );
}

type RowsProps = Place & { label: Field['label']; fields: readonly Field[]; rows: readonly Values[] };

/** Rows with an empty one behind them: a table, or where a row itself holds rows, one box each. */
function Rows({ label, fields, rows, ...one }: RowsProps) {
  const { desk, path, moreRows } = one;
  const empty = Array.from({ length: moreRows === path ? rowsAdded : 1 }, (): Values => ({}));
  const all = [...rows, ...empty];
  const flat = fields.every(({ type }) => type !== 'group' && type !== 'rows');
  return (
    <Boxed {...one} label={label}>
      {flat ? (
        <Table {...one} fields={fields} all={all} rows={rows.length} />
      ) : (
        <Boxes {...one} fields={fields} all={all} rows={rows.length} />
      )}
      <button class="quiet" name="tambah" value={path} formNoValidate>
        {desk.t.admin.moreRows} <span class="hidden">{desk.t.admin.field[label]}</span>
      </button>
    </Boxed>
  );
}

type AllRows = Place & { fields: readonly Field[]; all: readonly Values[]; rows: number };

function Table({ fields, all, rows, value: _, ...one }: AllRows) {
  const { desk, path, faults } = one;
  const { field: labels, row, remove } = desk.t.admin;
  return (
    <table class="rows">
      <thead>
        <tr>
          {fields.map(({ label }) => (
            <th scope="col">{labels[label]}</th>
          ))}
          <th scope="col">{remove}</th>
        </tr>
      </thead>
      <tbody>
        {all.map((values, index) => (
          <tr id={`${path}.${index}`}>
            {fields.map((field) => {
              const at = `${path}.${index}.${field.name}`;
              const cell = { ...one, path: at, value: values[field.name] };
              return (
                <td data-label={labels[field.label]}>
                  {field.type === 'measure' ? (
                    <Measure {...cell} field={field} />
                  ) : (
                    <Control
                      {...cell}
                      field={field as Leaf}
                      fault={faults[at]}
                      spoken={`${labels[field.label]}, ${row(index + 1)}`}
                    />
                  )}
                  <Fault faults={faults} path={at} />
                </td>
              );
            })}
            <td data-label={remove}>{index < rows && <Remove desk={desk} path={`${path}.${index}`} row={index} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Remove({ desk, path, row }: { desk: Desk; path: string; row: number }) {
  const { remove, row: rowText } = desk.t.admin;
  return (
    <input type="checkbox" name={`${path}.${removeMark}`} value="ya" aria-label={`${remove}: ${rowText(row + 1)}`} />
  );
}

function Boxes({ fields, all, rows, value: _, ...one }: AllRows) {
  const { desk, path } = one;
  return (
    <>
      {all.map((values, index) => (
        <fieldset class="rowbox" id={`${path}.${index}`}>
          <legend>{desk.t.admin.row(index + 1)}</legend>
          <FormFields {...one} fields={fields} values={values} prefix={`${path}.${index}.`} />
          {index < rows && (
            <p>
              <label>
                <Remove desk={desk} path={`${path}.${index}`} row={index} /> {desk.t.admin.remove}
              </label>
            </p>
          )}
        </fieldset>
      ))}
    </>
  );
}
