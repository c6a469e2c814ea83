import { complaintClass } from '../../../domain/city/records.ts';
import { state } from '../../../domain/complaint/lifecycle.ts';
import { tellableAction } from '../../../domain/webhooks/subscription.ts';
import { validTo, type Field } from './fields.ts';

const names: readonly Field[] = [
  {
    name: 'states',
    label: 'upstreamStates',
    type: 'group',
    optional: true,
    fields: state.options.map((name) => ({ name, label: `state-${name}` as const, type: 'text', optional: true })),
  },
  {
    name: 'classes',
    label: 'upstreamClasses',
    type: 'group',
    optional: true,
    fields: complaintClass.options.map((name) => ({
      name,
      label: `class-${name}` as const,
      type: 'text',
      optional: true,
    })),
  },
  { name: 'categories', label: 'upstreamCategories', type: 'map', optional: true },
];

const addstream: readonly Field[] = [
  { name: 'url', label: 'addstreamUrl', type: 'text', optional: true },
  {
    name: 'account',
    label: 'account',
    type: 'group',
    optional: true,
    fields: [
      { name: 'email', label: 'email', type: 'text', optional: true },
      { name: 'phone', label: 'phone', type: 'text', optional: true },
      { name: 'firstName', label: 'firstName', type: 'text', optional: true },
    ],
  },
];

export const subscriptionForm: readonly Field[] = [
  { name: 'clientId', label: 'clientId', type: 'record', of: 'client' },
  { name: 'url', label: 'url', type: 'text', optional: true },
  {
    name: 'actions',
    label: 'actions',
    type: 'choices',
    values: tellableAction.options,
    words: 'action',
    optional: true,
  },
  { name: 'serviceCodes', label: 'serviceCodes', type: 'records', of: 'service', optional: true },
  { name: 'agencyIds', label: 'agencyIds', type: 'records', of: 'agency', optional: true },
  {
    name: 'relay',
    label: 'relay',
    type: 'group',
    optional: true,
    fields: [
      {
        name: 'from',
        label: 'relayFrom',
        type: 'choice',
        values: ['filed', 'verified'],
        words: 'relayFrom',
        optional: true,
      },
      { name: 'names', label: 'upstreamNames', type: 'group', optional: true, fields: names },
      { name: 'addstream', label: 'addstream', type: 'group', optional: true, fields: addstream },
    ],
  },
  validTo,
];
