import { holiday } from '../../../domain/city/records.ts';
import type { Field, Leaf } from './fields.ts';

/** One day off; the form that declares a day has the same fields. */
export const holidayFields: readonly Leaf[] = [
  { name: 'date', label: 'date', type: 'date' },
  { name: 'name', label: 'holidayName', type: 'text' },
  { name: 'kind', label: 'holidayKind', type: 'choice', values: holiday.shape.kind.options, words: 'holidayKind' },
  { name: 'decree', label: 'decree', type: 'text' },
];

export const calendarForm: readonly Field[] = [
  { name: 'holidays', label: 'holidays', type: 'rows', fields: holidayFields },
];
