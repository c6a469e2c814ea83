/** Translates what the API refused: to places of the form, in the visitor's language. */
import type { FieldError } from '../../../domain/kernel/errors.ts';
import type { Faults } from '../../shell/forms/form.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { codeField, reasonField } from './form-names.ts';
import type { Kind } from '../kinds.ts';

type Words = Desk['t']['admin']['fault'];

/** Messages of zod by pattern; other messages are shown as they are. */
const sentences: readonly [RegExp, (words: Words, found: string) => string][] = [
  [/received undefined|^required/i, (words) => words.missing],
  [/expected number/i, (words) => words.number],
  [/ISO date|expected date/i, (words) => words.date],
  [/too small.*?(\d+)|^at least (\d+)/i, (words, found) => words.short(found)],
  [/too big.*?(\d+)|^at most (\d+)/i, (words, found) => words.long(found)],
  [/invalid option|invalid input$|discriminator/i, (words) => words.choice],
];

function inWords(words: Words, message: string): string {
  for (const [pattern, say] of sentences) {
    const found = pattern.exec(message);
    if (found) return say(words, found[1] ?? found[2] ?? '');
  }
  return words.other(message);
}

/** Faults by name in the form. A record's id is typed under one name, whatever the kind. */
export function faultsOf({ t }: Desk, { id }: Kind, errors: readonly FieldError[] = []): Faults {
  return Object.fromEntries(
    errors.toReversed().map(({ field, message }) => [placeOf(field, id), inWords(t.admin.fault, message)]),
  );
}

function placeOf(field: string, id: string | undefined): string {
  if (field === id || field === 'id') return codeField;
  if (field === 'reason') return reasonField;
  // The parts of a measure, and the members of a list of texts, share one place.
  return field.replace(/\.at(\..*)?$/, '.at');
}
