import { agency } from '../../../domain/city/records.ts';
import { validTo, type Field } from './fields.ts';

export const agencyForm: readonly Field[] = [
  { name: 'name', label: 'name', type: 'text' },
  { name: 'smsName', label: 'smsName', type: 'text' },
  { name: 'kind', label: 'agencyKind', type: 'choice', values: agency.shape.kind.options, words: 'agencyKind' },
  { name: 'nameVerified', label: 'nameVerified', type: 'flag' },
  { name: 'source', label: 'source', type: 'text', long: true, optional: true },
  validTo,
];
