import { smsSettings } from '../../../domain/city/sms-limits.ts';
import { validTo, type Field } from './fields.ts';

/** Of the SMS settings only money has fractions. */
const smsFields: Field[] = smsSettings
  .keyof()
  .options.map((name) => ({ name, label: name, type: name.endsWith('Usd') ? 'decimal' : 'number', optional: true }));
const bounds: Field[] = (['south', 'west', 'north', 'east'] as const).map((name) => ({
  name,
  label: name,
  type: 'decimal',
}));

export const cityForm: readonly Field[] = [
  { name: 'name', label: 'name', type: 'text' },
  { name: 'idPrefix', label: 'idPrefix', type: 'text' },
  { name: 'zone', label: 'zone', type: 'text' },
  { name: 'zoneLabel', label: 'zoneLabel', type: 'text' },
  { name: 'boundingBox', label: 'boundingBox', type: 'group', fields: bounds },
  { name: 'coordinatorAgencyId', label: 'coordinatorAgencyId', type: 'record', of: 'agency' },
  {
    name: 'quietHours',
    label: 'quietHours',
    type: 'group',
    fields: [
      { name: 'from', label: 'fromTime', type: 'text' },
      { name: 'to', label: 'toTime', type: 'text' },
    ],
  },
  {
    name: 'open311',
    label: 'open311',
    type: 'group',
    optional: true,
    fields: [
      { name: 'jurisdictionId', label: 'jurisdictionId', type: 'text', optional: true },
      { name: 'contact', label: 'cityContact', type: 'text', long: true, optional: true },
      { name: 'keyService', label: 'keyService', type: 'text', long: true, optional: true },
      { name: 'testUrl', label: 'testUrl', type: 'text', optional: true },
    ],
  },
  { name: 'sms', label: 'sms', type: 'group', optional: true, fields: smsFields },
  { name: 'trainingDay', label: 'trainingDay', type: 'number', optional: true },
  validTo,
];
