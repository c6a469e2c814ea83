import { area } from '../../../domain/city/records.ts';
import { validTo, type Field } from './fields.ts';

export const areaForm: readonly Field[] = [
  { name: 'name', label: 'name', type: 'text' },
  { name: 'kind', label: 'areaKind', type: 'choice', values: area.shape.kind.options, words: 'areaKind' },
  { name: 'districtCode', label: 'districtCode', type: 'text' },
  { name: 'districtName', label: 'districtName', type: 'text' },
  { name: 'districtAgencyId', label: 'districtAgencyId', type: 'record', of: 'agency' },
  { name: 'alsoCalled', label: 'alsoCalled', type: 'texts', optional: true },
  { name: 'streets', label: 'streets', type: 'texts', optional: true },
  { name: 'lat', label: 'lat', type: 'decimal' },
  { name: 'long', label: 'long', type: 'decimal' },
  validTo,
];
