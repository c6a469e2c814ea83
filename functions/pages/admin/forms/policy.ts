import { office, track } from '../../../domain/city/records.ts';
import { clockName, escalationStep } from '../../../domain/city/policy.ts';
import { validTo, type Field } from './fields.ts';

const rungs: Field = {
  name: 'rungs',
  label: 'rungs',
  type: 'rows',
  fields: [
    { name: 'at', label: 'at', type: 'measure', units: ['wd', 'percent', 'afterDue'] },
    {
      name: 'act',
      label: 'act',
      type: 'choice',
      values: escalationStep.options.map((one) => one.shape.act.value),
      words: 'act',
    },
    { name: 'office', label: 'office', type: 'choice', values: office.options, words: 'office', optional: true },
  ],
};

const clock: readonly Field[] = [
  { name: 'limit', label: 'limit', type: 'number', optional: true },
  { name: 'cutByTotal', label: 'cutByTotal', type: 'flag' },
  rungs,
];

export const policyForm: readonly Field[] = [
  { name: 'validFrom', label: 'validFrom', type: 'date' },
  { name: 'source', label: 'source', type: 'text', long: true },
  {
    name: 'tracks',
    label: 'tracks',
    type: 'group',
    fields: track.options.map((name) => ({ name, label: `track-${name}` as const, type: 'number' as const })),
  },
  {
    name: 'clocks',
    label: 'clocks',
    type: 'group',
    fields: clockName.options.map((name) => ({
      name,
      label: `clock-${name}` as const,
      type: 'group' as const,
      fields: clock,
    })),
  },
  { name: 'total', label: 'total', type: 'group', fields: [rungs] },
  { name: 'reopenWindow', label: 'reopenWindow', type: 'number' },
  validTo,
];
