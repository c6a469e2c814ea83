import { templateAction } from '../../../domain/city/records.ts';
import { validTo, type Field } from './fields.ts';

export const templateForm: readonly Field[] = [
  { name: 'title', label: 'title', type: 'text' },
  { name: 'action', label: 'templateAction', type: 'choice', values: templateAction.options, words: 'action' },
  { name: 'text', label: 'templateText', type: 'text', long: true },
  validTo,
];
