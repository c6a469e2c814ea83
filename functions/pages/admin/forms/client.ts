import { apiClient, scope } from '../../../domain/city/records.ts';
import { validTo, type Field } from './fields.ts';

export const clientForm: readonly Field[] = [
  { name: 'name', label: 'name', type: 'text' },
  { name: 'contact', label: 'contact', type: 'text', optional: true },
  { name: 'scopes', label: 'scopes', type: 'choices', values: scope.options, words: 'scope' },
  {
    name: 'quota',
    label: 'quota',
    type: 'group',
    fields: [
      { name: 'perMinute', label: 'perMinute', type: 'number' },
      { name: 'perDay', label: 'perDay', type: 'number' },
    ],
  },
  { name: 'status', label: 'status', type: 'choice', values: apiClient.shape.status.options, words: 'clientStatus' },
  validTo,
];
