/** Reads the records of other kinds that a form chooses from. */
import type { RecordKind } from '../../../domain/administration/record-kinds.ts';
import type { ApiAnswer } from '../../ports.ts';
import type { Desk } from '../../shell/session/desk.ts';
import { hasEnded, idOf, kindNamed } from '../kinds.ts';
import type { Field, Values } from './fields.ts';

export type Choice = { id: string; title: string; ended: boolean };
export type Lists = Partial<Record<RecordKind, readonly Choice[]>>;
export type RecordPage = { records: Values[]; unreadable: number; next: string | null };

/** Calls for one list, at 200 records each: more than a city has of any kind that a form chooses from. */
const maxCalls = 5;

/** The lists that a form needs, asked for at once. A list that cannot be read is empty; a value that the record holds stays all the same. */
export async function listsFor(desk: Desk, fields: readonly Field[]): Promise<Lists> {
  const names = [...new Set(namedIn(fields))];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await choicesOf(desk, name)])));
}

function namedIn(fields: readonly Field[]): RecordKind[] {
  return fields.flatMap((field) => {
    if (field.type === 'record' || field.type === 'records') return [field.of];
    return 'fields' in field ? namedIn(field.fields) : [];
  });
}

async function choicesOf(desk: Desk, name: RecordKind): Promise<Choice[]> {
  const kind = kindNamed(name);
  const found: Choice[] = [];
  let cursor: string | null = null;
  for (let call = 0; call < maxCalls; call += 1) {
    const after: string = cursor === null ? '' : `&cursor=${cursor}`;
    const answer: ApiAnswer<RecordPage> = await desk.api.get(`/v1/admin/${kind.api}?limit=200${after}`);
    if (!answer.ok) break;
    found.push(
      ...answer.body.records.map((record) => {
        const id = idOf(kind, record);
        const title = kind.title ? `${String(record[kind.title])} (${id})` : id;
        return { id, title, ended: hasEnded(desk, record) };
      }),
    );
    cursor = answer.body.next;
    if (cursor === null) break;
  }
  return found.sort((a, b) => a.title.localeCompare(b.title, 'id'));
}
