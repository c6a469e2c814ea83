/** Answers to a service's attributes: checked as the directory says, kept with the report's text, shown with their questions. */
import * as z from 'zod';
import type { Service } from './records.ts';
import type { Attribute } from './service-attributes.ts';
import type { FieldError } from '../kernel/errors.ts';

/** Answers by attribute code, each a list: only a multivaluelist may have several. */
export type Answers = Record<string, string[]>;

/** An answer with its question, as people read it. */
export type AnsweredAttribute = { code: string; label: string; value: string; name: string };

/** Answers beyond the service's own list that are kept all the same, and how long one may be. */
const maxAnswers = 50;
const maxLength: Record<Attribute['datatype'], number> = {
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
 * Every fault of the answers to this service's attributes. What is for display only (`variable` false) is never checked, and a code that
 * the directory does not know is kept as it came: an app that knows more than we do must still get its report through.
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
  if (values.some((value) => controls.test(value))) return 'holds control characters';
  return values.some((value) => length(value) > most) ? `at most ${most} characters` : undefined;
}

function wrong({ datatype, values = [] }: Attribute, given: readonly string[]): string | undefined {
  if (given.length > 1 && datatype !== 'multivaluelist') return 'one value only';
  const long = unfit(given, maxLength[datatype]);
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
      return undefined;
  }
}

/** As a field of the report's text; undefined when there is nothing to keep. */
export function answersText(answers: Answers): string | undefined {
  return Object.keys(answers).length === 0 ? undefined : JSON.stringify(answers);
}

const stored = z.record(z.string(), z.array(z.string()));

/** The answers that a report's text holds. */
export function answersIn(text: Record<string, string> | undefined): Answers {
  return text?.['attributes'] === undefined ? {} : stored.parse(JSON.parse(text['attributes']));
}

/** Answers in the order of the form, with the words of the list where there is one; unknown codes last, under their own name. */
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
