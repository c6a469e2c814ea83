/** Actions on a record besides saving it: keys, secrets, days off. Each shows the record again, with its outcome above. */
import type { VNode } from 'preact';
import type { RecordKind } from '../../../domain/administration/record-kinds.ts';
import type { NewKeyView, NewSecretView } from '../../../http/views/administration-schemas.ts';
import type { ApiAnswer } from '../../ports.ts';
import { Alert } from '../../shell/parts.tsx';
import type { ApiResponse } from '../../shell/respond.ts';
import type { Desk } from '../../shell/session/desk.ts';
import { fieldOf } from '../../shell/visit.ts';
import type { Values } from '../forms/fields.ts';
import { versionField } from '../forms/form-names.ts';
import { readFields } from '../forms/read-form.ts';
import { apiPathOf, formValues, holidayFields, type Kind } from '../kinds.ts';
import { recordPage } from '../records/record.tsx';
import { refusedPage } from '../records/refused-page.tsx';
import { ShownOnce } from './action-form.tsx';

type RecordAction = (desk: Desk, kind: Kind, id: string) => Promise<ApiResponse>;

/**
 * An action that asks the API for something at the record's path. A refusal stands above the record's page; only a refusal that hides the
 * page itself replaces it.
 */
const action =
  <T,>(
    ask: (desk: Desk, path: string, kind: Kind) => Promise<ApiAnswer<T>>,
    outcome: (texts: Desk['t']['admin'], body: T, desk: Desk) => VNode | string,
  ): RecordAction =>
  async (desk, kind, id) => {
    const { admin } = desk.t;
    const answer = await ask(desk, apiPathOf(kind, id), kind);
    if (answer.ok) {
      const done = outcome(admin, answer.body, desk);
      const note = typeof done === 'string' ? <p class="note">{done}</p> : done;
      return recordPage({ ...desk, method: 'GET' }, kind, id, note);
    }
    const { status, problem } = answer;
    if (status !== 400 && status !== 409) return refusedPage(desk, answer);
    const text = problem.current === undefined ? admin.fault.other(problem.detail) : admin.conflict.title;
    return recordPage(desk, kind, id, <Alert>{text}</Alert>, status);
  };

/** Path of the part of a record that a field of the form names. */
const partOf = (desk: Desk, path: string, field: string): string =>
  `${path}/${encodeURIComponent(fieldOf(desk, field))}`;

const version = (desk: Desk): number => Number(fieldOf(desk, versionField));

const makeKey = action(
  (desk, path) => {
    const days = fieldOf(desk, 'hari');
    return desk.api.post<NewKeyView>(`${path}/keys`, days === '' ? {} : { overlapDays: Number(days) });
  },
  ({ keys }, { apiKey }, desk) => <ShownOnce desk={desk} title={keys.shown} value={apiKey} />,
);

const endKey = action(
  (desk, path) => desk.api.remove(partOf(desk, `${path}/keys`, 'kunci')),
  ({ keys }) => keys.ended,
);

const makeSecret = action(
  (desk, path) => desk.api.post<NewSecretView>(`${path}/secrets`, {}),
  ({ secrets }, { secret }, desk) => <ShownOnce desk={desk} title={secrets.shown} value={secret} />,
);

const endSecret = action(
  (desk, path) => desk.api.remove(partOf(desk, `${path}/secrets`, 'rahasia')),
  ({ secrets }) => secrets.ended,
);

const keepToken = action(
  (desk, path) => desk.api.put(`${path}/relay-token`, { token: fieldOf(desk, 'token') }),
  ({ secrets }) => secrets.tokenKept,
);

/** Saves the record as it is: an edit that changes nothing ends the disabling. */
const enable = action(
  async (desk, path, kind) => {
    const found = await desk.api.get<Values>(path);
    if (!found.ok) return found;
    return desk.api.put(path, { ...formValues(kind, found.body), expectedVersion: version(desk) });
  },
  ({ secrets }) => secrets.enabled,
);

const declare = action(
  (desk, path) => {
    const { date, ...day } = readFields(desk.form.fields, holidayFields);
    // Without a date the path would be the whole year's; the API refuses the day `hari`.
    const of = encodeURIComponent(typeof date === 'string' ? date : 'hari');
    return desk.api.put(`${path}/${of}`, { ...day, expectedVersion: version(desk) });
  },
  ({ holidays }) => holidays.declared,
);

const withdraw = action(
  (desk, path) => {
    const query = new URLSearchParams({ expectedVersion: String(version(desk)), decree: fieldOf(desk, 'keputusan') });
    return desk.api.remove(`${partOf(desk, path, 'tanggal')}?${query}`);
  },
  ({ holidays }) => holidays.withdrawn,
);

/** Actions by kind, and by the last part of the address. */
export const recordActions: Partial<Record<RecordKind, Record<string, RecordAction>>> = {
  client: { kunci: makeKey, 'akhiri-kunci': endKey },
  subscription: { hidupkan: enable, rahasia: makeSecret, 'akhiri-rahasia': endSecret, token: keepToken },
  calendar: { libur: declare, cabut: withdraw },
};
