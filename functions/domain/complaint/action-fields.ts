/** Fields of an action's body besides its version: `words` are typed or chosen, `ticks` are on or off. Plain lists, which pages load without zod. */
export const actionWords = [
  'agencyId',
  'track',
  'suggestedAgencyId',
  'parentId',
  'reasonCode',
  'class',
  'serviceCode',
  'areaCode',
  'outcome',
  'scheduledOn',
  'cannotCode',
] as const;
export const actionTicks = ['anonymous', 'confidential'] as const;
