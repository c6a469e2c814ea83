/** What is done to a record besides saving it: keys, secrets, days off. Each answers the record's page, with what came of it above. */
import type { VNode } from 'preact';
import type { RecordKind } from '../../../domain/administration/record-kinds.ts';
import type { ApiAnswer } from '../../ports.ts';
import type { ApiResponse } from '../../../http/api-handler.ts';
import type { NewKeyView, NewSecretView } from '../../../http/views/administration-schemas.ts';
import type { Desk } from '../../shell/session/desk.ts';
import { Alert } from '../../shell/parts.tsx';
import { fieldOf } from '../../shell/visit.ts';
import { ShownOnce } from './action-form.tsx';
import type { Values } from '../forms/fields.ts';
import { versionField } from '../forms/form-names.ts';
import { apiPathOf, formValues, holidayFields, type Kind } from '../kinds.ts';
import { readFields } from '../forms/read-form.ts';
import { recordPage } from '../records/record.tsx';
import { refusedPage } from '../records/refused-page.tsx';

type RecordAction = (desk: Desk, kind: Kind, id: string) => Promise<ApiResponse>;

/** By kind, and by the last part of the address. */
export const recordActions: Partial<Record<RecordKind, Record<string, RecordAction>>> = {
  client: { kunci: makeKey, 'akhiri-kunci': endKey },
  subscription: { hidupkan: enable, rahasia: makeSecret, 'akhiri-rahasia': endSecret, token: keepToken },
  calendar: { libur: declare, cabut: withdraw },
};

/** A refusal stands above the page on which the action was asked for; only one that hides the page itself replaces it. */
async function answerTo<T>(
  asked: { desk: Desk; kind: Kind; id: string },
  answer: ApiAnswer<T>,
  done: (body: T) => VNode,
): Promise<ApiResponse> {
  const { desk, kind, id } = asked;
  if (answer.ok) return recordPage({ ...desk, method: 'GET' }, kind, id, done(answer.body));
  const { status, problem } = answer;
  if (status !== 400 && status !== 409) return refusedPage(desk, answer);
  const { admin } = desk.t;
  const text = problem.current === undefined ? admin.fault.other(problem.detail) : admin.conflict.title;
  return recordPage(desk, kind, id, <Alert>{text}</Alert>, status);
}

const note = (text: string): VNode => <p class="note">{text}</p>;

async function makeKey(desk: Desk, kind: Kind, id: string): Promise<ApiResponse> {
  const days = fieldOf(desk, 'hari');
  const body = days === '' ? {} : { overlapDays: Number(days) };
  const made = await desk.deps.api.post<NewKeyView>(`${apiPathOf(kind, id)}/keys`, body, { token: desk.token });
  return answerTo({ desk, kind, id }, made, ({ apiKey }) => (
    <ShownOnce desk={desk} title={desk.t.admin.keys.shown} value={apiKey} />
  ));
}

async function endKey(desk: Desk, kind: Kind, id: string): Promise<ApiResponse> {
  const path = `${apiPathOf(kind, id)}/keys/${encodeURIComponent(fieldOf(desk, 'kunci'))}`;
  const ended = await desk.deps.api.remove(path, { token: desk.token });
  return answerTo({ desk, kind, id }, ended, () => note(desk.t.admin.keys.ended));
}

async function makeSecret(desk: Desk, kind: Kind, id: string): Promise<ApiResponse> {
  const made = await desk.deps.api.post<NewSecretView>(`${apiPathOf(kind, id)}/secrets`, {}, { token: desk.token });
  return answerTo({ desk, kind, id }, made, ({ secret }) => (
    <ShownOnce desk={desk} title={desk.t.admin.secrets.shown} value={secret} />
  ));
}

async function endSecret(desk: Desk, kind: Kind, id: string): Promise<ApiResponse> {
  const path = `${apiPathOf(kind, id)}/secrets/${encodeURIComponent(fieldOf(desk, 'rahasia'))}`;
  const ended = await desk.deps.api.remove(path, { token: desk.token });
  return answerTo({ desk, kind, id }, ended, () => note(desk.t.admin.secrets.ended));
}

async function keepToken(desk: Desk, kind: Kind, id: string): Promise<ApiResponse> {
  const body = { token: fieldOf(desk, 'token') };
  const kept = await desk.deps.api.put(`${apiPathOf(kind, id)}/relay-token`, body, { token: desk.token });
  return answerTo({ desk, kind, id }, kept, () => note(desk.t.admin.secrets.tokenKept));
}

/** An edit that changes nothing takes the disabling away. */
async function enable(desk: Desk, kind: Kind, id: string): Promise<ApiResponse> {
  const caller = { token: desk.token };
  const found = await desk.deps.api.get<Values>(apiPathOf(kind, id), caller);
  if (!found.ok) return refusedPage(desk, found);
  const body = { ...formValues(kind, found.body), expectedVersion: version(desk) };
  const done = await desk.deps.api.put(apiPathOf(kind, id), body, caller);
  return answerTo({ desk, kind, id }, done, () => note(desk.t.admin.secrets.enabled));
}

const version = (desk: Desk): number => Number(fieldOf(desk, versionField));

async function declare(desk: Desk, kind: Kind, year: string): Promise<ApiResponse> {
  const { date, ...day } = readFields(desk.form.fields, holidayFields);
  // Without a date the path would be the whole year's: the API says that this is no day.
  const path = `${apiPathOf(kind, year)}/${encodeURIComponent(typeof date === 'string' ? date : 'hari')}`;
  const body = { ...day, expectedVersion: version(desk) };
  const done = await desk.deps.api.put(path, body, { token: desk.token });
  return answerTo({ desk, kind, id: year }, done, () => note(desk.t.admin.holidays.declared));
}

async function withdraw(desk: Desk, kind: Kind, year: string): Promise<ApiResponse> {
  const query = new URLSearchParams({ expectedVersion: String(version(desk)), decree: fieldOf(desk, 'keputusan') });
  const path = `${apiPathOf(kind, year)}/${encodeURIComponent(fieldOf(desk, 'tanggal'))}?${query}`;
  const done = await desk.deps.api.remove(path, { token: desk.token });
  return answerTo({ desk, kind, id: year }, done, () => note(desk.t.admin.holidays.withdrawn));
}
