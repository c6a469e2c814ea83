import { complaintClass, track } from '../../../domain/city/records.ts';
import { datatype } from '../../../domain/city/service-attributes.ts';
import { validTo, type Field } from './fields.ts';

const attribute: readonly Field[] = [
  { name: 'code', label: 'code', type: 'text' },
  { name: 'description', label: 'question', type: 'text' },
  { name: 'datatype', label: 'datatype', type: 'choice', values: datatype.options, words: 'datatype' },
  { name: 'datatypeDescription', label: 'datatypeDescription', type: 'text', optional: true },
  { name: 'order', label: 'order', type: 'number' },
  { name: 'required', label: 'required', type: 'flag' },
  { name: 'variable', label: 'variable', type: 'flag', optional: true },
  {
    name: 'values',
    label: 'values',
    type: 'rows',
    optional: true,
    fields: [
      { name: 'key', label: 'key', type: 'text' },
      { name: 'name', label: 'word', type: 'text' },
    ],
  },
];

const route: readonly Field[] = [
  { name: 'agencyId', label: 'agencyId', type: 'record', of: 'agency', optional: true },
  { name: 'byDistrict', label: 'byDistrict', type: 'flag', optional: true },
  {
    name: 'exceptions',
    label: 'exceptions',
    type: 'rows',
    optional: true,
    fields: [
      { name: 'areaCode', label: 'area', type: 'record', of: 'area' },
      { name: 'agencyId', label: 'agencyId', type: 'record', of: 'agency' },
    ],
  },
];

export const serviceForm: readonly Field[] = [
  { name: 'name', label: 'name', type: 'text' },
  { name: 'description', label: 'description', type: 'text', long: true },
  { name: 'group', label: 'serviceGroup', type: 'text' },
  { name: 'subgroup', label: 'subgroup', type: 'text', optional: true },
  { name: 'keywords', label: 'keywords', type: 'texts' },
  { name: 'class', label: 'class', type: 'choice', values: complaintClass.options, words: 'complaintClass' },
  { name: 'track', label: 'track', type: 'choice', values: track.options, words: 'track', optional: true },
  {
    name: 'type',
    label: 'serviceType',
    type: 'choice',
    values: ['realtime', 'batch'],
    words: 'serviceType',
    optional: true,
  },
  { name: 'autoForward', label: 'autoForward', type: 'flag' },
  { name: 'route', label: 'route', type: 'group', fields: route },
  { name: 'attributes', label: 'attributes', type: 'rows', optional: true, fields: attribute },
  validTo,
];
