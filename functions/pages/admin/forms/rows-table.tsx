/** Renders rows as a table; on a narrow screen each row becomes a box. */
import type { Desk } from '../../shell/session/desk.ts';
import { Fault } from '../../shell/forms/form.tsx';
import { Control } from './control.tsx';
import { removeMark, type Field, type Leaf, type Values } from './fields.ts';
import { labelOf } from './in-words.ts';
import { Measure, type Place } from './place.tsx';

export type AllRows = Place & { fields: readonly Field[]; all: readonly Values[]; rows: number };

export function RowsTable({ fields, all, rows, value: _, ...one }: AllRows) {
  const { desk, path, faults } = one;
  const { row, remove } = desk.t.admin;
  return (
    <table class="rows">
      <thead>
        <tr>
          {fields.map(({ label }) => (
            <th scope="col">{labelOf(desk, { label })}</th>
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
                <td data-label={labelOf(desk, field)}>
                  {field.type === 'measure' ? (
                    <Measure {...cell} field={field} />
                  ) : (
                    <Control
                      {...cell}
                      field={field as Leaf}
                      fault={faults[at]}
                      spoken={`${labelOf(desk, field)}, ${row(index + 1)}`}
                    />
                  )}
                  <Fault name={at} fault={faults[at]} />
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

/** A box that marks a row for removal. */
export function Remove({ desk, path, row }: { desk: Desk; path: string; row: number }) {
  const { remove, row: rowText } = desk.t.admin;
  return (
    <input type="checkbox" name={`${path}.${removeMark}`} value="ya" aria-label={`${remove}: ${rowText(row + 1)}`} />
  );
}
