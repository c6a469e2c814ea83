/** Checks, stores and shows the answers to a service's attributes. */
import * as z from 'zod';
import type { Service } from './records.ts';
import type { Attribute, datatype as anyDatatype } from './service-attributes.ts';
import type { FieldError } from '../kernel/errors.ts';
import { lookUp } from '../kernel/stored.ts';
import { parseJson } from '../kernel/parse-json.ts';

/** Answers by attribute code, each a list: only a multivaluelist may have several. */
export type Answers = Record<string, string[]>;

/** An answer with its question, as people read it. */
export type AnsweredAttribute = { code: string; label: string; value: string; name: string };

/** Limit on the number of answers, those to unknown codes included, and on the length of each. */
const maxAnswers = 50;
const maxLength: Record<z.infer<typeof anyDatatype>, number> = {
  string: 1000,
  number: 40,
  datetime: 40,
  text: 4000,
  singlevaluelist: 100,
  multivaluelist: 100,
};

const dateOrTime = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);
const plainNumber = /^[+-]?\d{1,15}(\.\d{1,15})?$/;
const length = (text: string): number => [...text].length;

/**
 * Returns every fault of the answers to a service's attributes. Display-only attributes (`variable` false) are not checked, and unknown
 * codes are kept, so that a report from an app with a newer list is not refused.
 */
export function faultsOf({ attributes = [] }: Pick<Service, 'attributes'>, answers: Answers): FieldError[] {
  const known = new Map(attributes.map((a) => [a.code, a]));
  const faults = attributes
    .filter((a) => a.variable && a.required && !(answers[a.code] ?? []).some((value) => value.trim() !== ''))
    .map((a) => fault(a.code, `required: ${a.description}`));
  for (const [code, values] of Object.entries(answers)) {
    const attribute = known.get(code);
    if (attribute?.variable === false) continue;
    const message = attribute ? wrong(attribute, values) : unfit(values, maxLength.string);
    if (message !== undefined) faults.push(fault(code, message));
  }
  if (Object.keys(answers).length > maxAnswers)
    faults.push({ field: 'attribute', message: `at most ${maxAnswers} attributes` });
  return faults;
}

const fault = (code: string, message: string): FieldError => ({ field: `attribute[${code}]`, message });

// oxlint-disable-next-line no-control-regex -- finding control characters is its purpose
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;

function unfit(values: readonly string[], most: number): string | undefined {
  if (values.some((value) => controls.test(value))) return 'contains control characters';
  return values.some((value) => length(value) > most) ? `at most ${most} characters` : undefined;
}

function wrong({ datatype, values = [] }: Attribute, given: readonly string[]): string | undefined {
  if (given.length > 1 && datatype !== 'multivaluelist') return 'one value only';
  const long = unfit(given, lookUp(maxLength, datatype) ?? maxLength.string);
  if (long !== undefined) return long;
  switch (datatype) {
    case 'number':
      return given.every((value) => plainNumber.test(value.trim())) ? undefined : 'not a number';
    case 'datetime':
      return given.every((value) => dateOrTime.safeParse(value.trim()).success)
        ? undefined
        : 'not a date such as 2026-03-13 or 2026-03-13T09:00:00+09:00';
    case 'singlevaluelist':
    case 'multivaluelist':
      return given.every((value) => values.some(({ key }) => key === value))
        ? undefined
        : `not one of ${values.map(({ key }) => key).join(', ')}`;
    case 'string':
    case 'text':
    // A type of a newer release.
    default:
      return undefined;
  }
}

/** Serializes answers as a field of the report's text; undefined when there are none. */
export function answersText(answers: Answers): string | undefined {
  return Object.keys(answers).length === 0 ? undefined : JSON.stringify(answers);
}

const stored = z.record(z.string(), z.array(z.string()));

/** True for a text that holds no answers, or answers that `answersIn` can read. */
export const hasReadableAnswers = ({ attributes }: Record<string, string>): boolean =>
  attributes === undefined || stored.safeParse(parseJson(attributes)).success;

/** Reads the answers from a report's text. */
export function answersIn(text: Record<string, string> | undefined): Answers {
  return text?.['attributes'] === undefined ? {} : stored.parse(JSON.parse(text['attributes']));
}

/** Lists answers in form order, with the name of each list value; unknown codes come last under their own name. */
export function answered({ attributes = [] }: Pick<Service, 'attributes'>, answers: Answers): AnsweredAttribute[] {
  const place = new Map(attributes.toSorted((a, b) => a.order - b.order).map((a, index) => [a.code, { a, index }]));
  return Object.entries(answers)
    .toSorted(([a], [b]) => (place.get(a)?.index ?? Infinity) - (place.get(b)?.index ?? Infinity))
    .flatMap(([code, values]) => {
      const question = place.get(code)?.a;
      return values.map((value) => ({
        code,
        label: question?.description ?? code,
        value,
        name: question?.values?.find(({ key }) => key === value)?.name ?? value,
      }));
    });
}
