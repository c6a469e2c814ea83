/** Reads a record from a posted form. It judges nothing: text in a number's place is passed on, and the API refuses it. */
import type { Visit } from '../../shell/visit.ts';
import { mapRow, removeMark, type Field, type Values } from './fields.ts';
import { fromLines } from './lines.ts';

type Sent = Visit['form']['fields'];

/** Values of the fields that were filled in; names are paths such as `route.exceptions.0.areaCode`. */
export function readFields(sent: Sent, fields: readonly Field[], prefix = ''): Values {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = readField(sent, field, prefix + field.name);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );
}

function readField(sent: Sent, field: Field, path: string): unknown {
  const typed = textOf(sent, path);
  const list = <T>(values: readonly T[]): readonly T[] | undefined =>
    values.length === 0 && field.optional ? undefined : values;
  switch (field.type) {
    case 'text':
    case 'date':
    case 'choice':
    case 'record':
      return typed;
    case 'number':
      return numberOf(typed, whole);
    case 'decimal':
      return numberOf(typed?.replace(',', '.'), decimal);
    case 'flag':
      return field.optional && typed === undefined ? undefined : typed === 'ya';
    case 'unseen':
      return sent.has(`${path}.${removeMark}`) ? null : typed;
    case 'choices':
    case 'records':
      return list(sent.get(path) ?? []);
    case 'texts':
      return list(fromLines(typed ?? ''));
    case 'measure': {
      const number = numberOf(textOf(sent, `${path}.number`), whole);
      const unit = textOf(sent, `${path}.unit`);
      return number === undefined && unit === undefined ? undefined : { [unit ?? 'unit']: number };
    }
    case 'group': {
      const values = readFields(sent, field.fields, `${path}.`);
      return field.optional && Object.keys(values).length === 0 ? undefined : values;
    }
    case 'rows':
      return list(rowsOf(sent, path).map((row) => readFields(sent, field.fields, `${row}.`)));
    case 'map': {
      const pairs = rowsOf(sent, path).map((row) => readFields(sent, mapRow, `${row}.`));
      if (pairs.length === 0 && field.optional) return undefined;
      return Object.fromEntries(pairs.map(({ key = '', value = '' }) => [key, value]));
    }
  }
}

/** Text as it was typed, with line breaks as one character. */
const textOf = (sent: Sent, path: string): string | undefined => sent.get(path)?.[0]?.replaceAll('\r\n', '\n');

/** Whole numbers have no point: 5.000 is five thousand to its writer, and five to a machine. */
const whole = /^[+-]?\d+$/;
const decimal = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

function numberOf(typed: string | undefined, form: RegExp): number | string | undefined {
  const plain = typed?.trim();
  return plain !== undefined && form.test(plain) ? Number(plain) : typed;
}

/** Paths of the rows that hold something, in their order, without those marked for removal. */
function rowsOf(sent: Sent, path: string): string[] {
  const indexes = new Set<number>();
  for (const name of sent.keys()) {
    if (!name.startsWith(`${path}.`)) continue;
    const index = /^\d{1,4}(?=\.)/.exec(name.slice(path.length + 1))?.[0];
    if (index !== undefined) indexes.add(Number(index));
  }
  return [...indexes]
    .sort((a, b) => a - b)
    .map((index) => `${path}.${index}`)
    .filter((row) => !sent.has(`${row}.${removeMark}`));
}
