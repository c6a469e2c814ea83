import { smsSettings } from '../../../domain/sms-limits.ts';
import { validTo, type Field, type Label } from '../fields.ts';

const numbers = (names: readonly Label[], optional = false): Field[] =>
  names.map((name) => ({ name, label: name, type: 'number', optional }));

export const cityForm: readonly Field[] = [
  { name: 'name', label: 'name', type: 'text' },
  { name: 'idPrefix', label: 'idPrefix', type: 'text' },
  { name: 'zone', label: 'zone', type: 'text' },
  { name: 'zoneLabel', label: 'zoneLabel', type: 'text' },
  { name: 'boundingBox', label: 'boundingBox', type: 'group', fields: numbers(['south', 'west', 'north', 'east']) },
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
  { name: 'sms', label: 'sms', type: 'group', optional: true, fields: numbers(smsSettings.keyof().options, true) },
  { name: 'trainingDay', label: 'trainingDay', type: 'number', optional: true },
  validTo,
];
