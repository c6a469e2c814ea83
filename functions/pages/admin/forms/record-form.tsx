/** Renders one record as a form. */
import type { ComponentChildren } from 'preact';
import { FaultSummary, Framed, marksOf, type Faults } from '../../shell/forms/form.tsx';
import { DeskForm } from '../../shell/session/console.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { FormFields } from './form-fields.tsx';
import { baseField, codeField, reasonField, versionField } from './form-names.ts';
import type { Values } from './fields.ts';
import { pathOf, type Kind } from '../kinds.ts';
import type { Lists } from './lists.ts';

export type RecordForm = {
  desk: Desk;
  kind: Kind;
  /** Undefined for a record that is still to be made. */
  id: string | undefined;
  values: Values;
  /** The record as it is stored; undefined for a new one. */
  base: Values | undefined;
  version: number;
  lists: Lists;
  faults?: Faults;
  moreRows?: string | undefined;
  code?: string;
  reason?: string;
};

export function RecordFormView({ faults = {}, moreRows, code = '', reason = '', ...form }: RecordForm) {
  const { desk, kind, id, values, base, version, lists } = form;
  const { t } = desk;
  const fixed = { [versionField]: version, ...(base && { [baseField]: JSON.stringify(base) }) };
  return (
    <DeskForm
      desk={desk}
      to={id === undefined ? `/kelola/${kind.path}` : pathOf(kind, id)}
      class="record"
      fixed={fixed}
    >
      <FaultSummary visit={desk} faults={faults} />
      <fieldset class="plain" disabled={desk.me.role !== 'admin'}>
        {/* Enter in a field saves; without this the browser would take the first button, which adds rows. */}
        <button class="hidden" tabIndex={-1} aria-hidden="true">
          {t.admin.save}
        </button>
        {id === undefined && (
          <Line
            name={codeField}
            label={t.admin.id}
            hint={t.admin.idHint[kind.name]}
            value={code}
            fault={faults[codeField]}
          />
        )}
        <FormFields
          desk={desk}
          lists={lists}
          faults={faults}
          moreRows={moreRows}
          fields={kind.fields}
          values={values}
        />
        <Line
          name={reasonField}
          label={`${t.admin.reason} (${t.field['optional']})`}
          hint={t.admin.reasonHint}
          value={reason}
          fault={faults[reasonField]}
        />
        <button>{t.admin.save}</button>
      </fieldset>
    </DeskForm>
  );
}

type LineProps = {
  name: string;
  label: string;
  hint?: string | undefined;
  value?: string;
  fault?: string | undefined;
  children?: ComponentChildren;
};

/** A line of a form that belongs to no record; `children` instead of an input. */
export const Line = ({ value = '', children, ...line }: LineProps) => (
  <Framed {...line}>{children ?? <input {...marksOf(line)} value={value} />}</Framed>
);
