/** Renders a form from its description. */
import { mapRow, type Field, type Values } from './fields.ts';
import { hintOf, labelOf, pairsOf } from './in-words.ts';
import {
  Boxed,
  Labelled,
  Measure,
  Several,
  Single,
  Texts,
  type FormState,
  type Of,
  type One,
  type Place,
} from './place.tsx';
import { Remove, RowsTable, type AllRows } from './rows-table.tsx';
import { Hint } from '../../shell/forms/form.tsx';

type Fields = FormState & { fields: readonly Field[]; values: Values; prefix?: string };

/** Empty rows at the end of a table that were asked for. */
const rowsAdded = 4;

export function FormFields({ fields, values, prefix = '', ...state }: Fields) {
  return (
    <>
      {fields.map((field) => (
        <FieldView
          {...state}
          field={field}
          path={prefix + field.name}
          value={values[field.name]}
          hint={hintOf(state.desk, field)}
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
        <Labelled {...one} field={field} forId={`${one.path}.number`}>
          <Measure {...one} field={field} />
        </Labelled>
      );
    case 'group':
      return <Group {...one} field={field} />;
    case 'rows':
      return <Rows {...one} label={field.label} fields={field.fields} rows={rowsIn(one.value)} />;
    case 'map':
      return <Rows {...one} label={field.label} fields={mapRow} rows={pairsOf(one.value)} />;
    case 'text':
    case 'number':
    case 'decimal':
    case 'date':
    case 'flag':
    case 'choice':
    case 'record':
    case 'unseen':
      return <Single {...one} field={field} />;
  }
}

const rowsIn = (value: unknown): Values[] => (Array.isArray(value) ? (value as Values[]) : []);

function Group({ field, value, ...one }: Of<'group'>) {
  const { desk, path, hint } = one;
  const inner = (
    <FormFields {...one} fields={field.fields} values={(value as Values | undefined) ?? {}} prefix={`${path}.`} />
  );
  // A group that few records have is folded away until a record has it.
  if (field.optional && field.fields.some(({ type }) => type === 'group'))
    return (
      <details id={path} class="group" open={value !== undefined}>
        <summary>{labelOf(desk, field)}</summary>
        <Hint name={path} hint={hint} />
        {inner}
      </details>
    );
  return (
    <Boxed {...one} label={field.label}>
      {field.fields.every(isLine) ? <div class="row">{inner}</div> : inner}
    </Boxed>
  );
}

const isLine = (field: Field): boolean =>
  ['number', 'decimal', 'date'].includes(field.type) || (field.type === 'text' && !field.long);

type RowsProps = Place & { label: string; fields: readonly Field[]; rows: readonly Values[] };

/** Rows as a table with an empty row at its end; rows that hold rows themselves as one box each. */
function Rows({ label, fields, rows, ...one }: RowsProps) {
  const { desk, path, moreRows } = one;
  const flat = fields.every(({ type }) => type !== 'group' && type !== 'rows');
  const asked = moreRows === path;
  // A box is long: there is an empty one only where it was asked for.
  const empty = flat ? (asked ? rowsAdded : 1) : asked ? 1 : 0;
  const all = [...rows, ...Array.from({ length: empty }, (): Values => ({}))];
  const Shape = flat ? RowsTable : Boxes;
  return (
    <Boxed {...one} label={label}>
      <Shape {...one} fields={fields} all={all} rows={rows.length} />
      <button class="quiet" name="tambah" value={path} formNoValidate>
        {desk.t.admin.moreRows} <span class="hidden">{labelOf(desk, { label })}</span>
      </button>
    </Boxed>
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
