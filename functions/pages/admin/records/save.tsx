/** Saves a record from its form. A refused form is shown again with every value that was typed. */
import type { VNode } from 'preact';
import type { WarningView } from '../../../http/views/administration-schemas.ts';
import { Console } from '../../shell/session/console.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { Alert } from '../../shell/parts.tsx';
import { html, seeOther, type ApiResponse } from '../../shell/respond.ts';
import { fieldOf } from '../../shell/visit.ts';
import { Conflict } from './conflict.tsx';
import { faultsOf } from '../forms/faults.ts';
import { baseField, codeField, moreField, reasonField, versionField } from '../forms/form-names.ts';
import type { Values } from '../forms/fields.ts';
import { InUse, Warnings } from './in-use.tsx';
import { apiPathOf, formValues, idOf, pathOf, type Kind } from '../kinds.ts';
import { listsFor } from '../forms/lists.ts';
import { merge } from './merge.ts';
import { readFields } from '../forms/read-form.ts';
import { RecordFormView, type RecordForm } from '../forms/record-form.tsx';
import { deskAt, recordPage, titleOf } from './record.tsx';
import { refusedPage, Trail } from './refused-page.tsx';

type Saved = { record: Values; warnings: WarningView[] };
type Again = Partial<RecordForm> & { note?: VNode; status?: number };

/** An empty form, or one filled from another record. */
export async function showNew(desk: Desk, kind: Kind): Promise<ApiResponse> {
  const { dari } = desk.request.query;
  if (!dari) return again(desk, kind, undefined, {}, {});
  const source = await desk.api.get<Values>(apiPathOf(kind, dari));
  return source.ok ? again(desk, kind, undefined, formValues(kind, source.body), {}) : refusedPage(desk, source);
}

/** @param id undefined for a new record, whose id was typed */
export async function saveRecord(asked: Desk, kind: Kind, id: string | undefined): Promise<ApiResponse> {
  const desk = deskAt(asked, id === undefined ? `/kelola/${kind.path}` : pathOf(kind, id));
  const values = readFields(desk.form.fields, kind.fields);
  const moreRows = fieldOf(desk, moreField);
  if (moreRows !== '') return again(desk, kind, id, values, { moreRows });
  const code = id ?? fieldOf(desk, codeField);
  if (code === '')
    return again(desk, kind, id, values, { status: 400, faults: { [codeField]: desk.t.admin.fault.missing } });

  const reason = fieldOf(desk, reasonField);
  const body = {
    ...values,
    ...(id !== undefined && { expectedVersion: Number(fieldOf(desk, versionField)) }),
    ...(reason !== '' && { reason }),
  };
  const answer = await desk.api.put<Saved>(apiPathOf(kind, code), body);
  if (answer.ok) {
    const { record, warnings } = answer.body;
    if (warnings.length > 0) return recordPage(desk, kind, code, <Warnings desk={desk} warnings={warnings} />);
    const edit = String(record[kind.counter]);
    return seeOther(desk.href(pathOf(kind, idOf(kind, record)), { tersimpan: edit }));
  }
  const { status, problem } = answer;
  if (status === 400) return again(desk, kind, id, values, { status, faults: faultsOf(desk, kind, problem.errors) });
  if (status === 409 && problem.blockers)
    return again(desk, kind, id, values, { status, note: <InUse desk={desk} problem={problem} /> });
  if (status === 409) return conflict(desk, kind, id, values, problem.current as Values | null | undefined);
  return refusedPage(desk, answer);
}

async function conflict(
  desk: Desk,
  kind: Kind,
  id: string | undefined,
  mine: Values,
  current: Values | null | undefined,
): Promise<ApiResponse> {
  const { conflict: texts } = desk.t.admin;
  if (id === undefined || !current) {
    const taken = current ? pathOf(kind, idOf(kind, current)) : undefined;
    const note = (
      <Alert>
        {texts.exists} {taken && <a href={desk.href(taken)}>{taken}</a>}
      </Alert>
    );
    return again(desk, kind, id, mine, { status: 409, note });
  }
  const theirs = formValues(kind, current);
  const base = baseOf(desk);
  const merged = merge(base, theirs, mine);
  return again(desk, kind, id, merged.values, {
    status: 409,
    base: theirs,
    version: Number(current[kind.counter]),
    note: <Conflict desk={desk} kind={kind} merged={merged} base={base} theirs={theirs} mine={mine} />,
  });
}

/** The record as the form showed it first; undefined when the posted form does not hold it. */
function baseOf(desk: Desk): Values | undefined {
  try {
    const base: unknown = JSON.parse(fieldOf(desk, baseField));
    return typeof base === 'object' && base !== null ? (base as Values) : undefined;
  } catch {
    return undefined;
  }
}

/** The form again, with the values as they were typed. */
async function again(
  desk: Desk,
  kind: Kind,
  id: string | undefined,
  values: Values,
  { note, status = 200, ...more }: Again,
): Promise<ApiResponse> {
  const { admin } = desk.t;
  const stored = more.base ?? baseOf(desk) ?? values;
  const title = id === undefined ? `${admin.kind[kind.name]![0]}: ${admin.fresh}` : titleOf(desk, kind, id, stored);
  const lists = await listsFor(desk, kind.fields);
  const form: RecordForm = {
    desk,
    kind,
    id,
    values,
    lists,
    base: baseOf(desk),
    version: Number(fieldOf(desk, versionField)),
    code: fieldOf(desk, codeField),
    reason: fieldOf(desk, reasonField),
    ...more,
  };
  return html(
    status,
    <Console desk={desk} title={title}>
      <Trail desk={desk} kind={kind} />
      {note}
      <RecordFormView {...form} />
    </Console>,
  );
}
