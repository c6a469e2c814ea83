import { office, role } from '../../../domain/city/records.ts';
import { validTo, type Field } from './fields.ts';

export const officerForm: readonly Field[] = [
  { name: 'name', label: 'name', type: 'text' },
  { name: 'role', label: 'role', type: 'choice', values: role.options, words: 'role' },
  { name: 'office', label: 'office', type: 'choice', values: office.options, words: 'office', optional: true },
  { name: 'agencies', label: 'agencies', type: 'records', of: 'agency' },
  {
    name: 'absence',
    label: 'absence',
    type: 'group',
    optional: true,
    fields: [
      { name: 'from', label: 'from', type: 'date', optional: true },
      { name: 'to', label: 'to', type: 'date', optional: true },
    ],
  },
  { name: 'deputy', label: 'deputy', type: 'record', of: 'officer', optional: true },
  { name: 'phone', label: 'officerPhone', type: 'unseen', optional: true },
  { name: 'digest', label: 'digest', type: 'flag', optional: true },
  validTo,
];
