/** Filters of the public lists, included in the index so that filtered-out items are not read from the table. */
const listedBy = ['state', 'serviceCode', 'agencyId', 'areaCode'];

/** A sparse index that answers one question; only items that carry its partition key are in it. */
export type CityIndex = {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
  /** Further attributes by which its reader filters (default: keys only). */
  readonly include?: readonly string[];
};

/** Indexes of the complaints table as data, for the stack and for engines that tests start. */
export const complaintsIndexes = [
  // An agency's queue by due date (follow-up: GET /v1/staff/complaints).
  { name: 'queue', partitionKey: 'queueKey', sortKey: 'queueSort' },
  // Open complaints by next wake (escalation: the nightly sweep).
  { name: 'wake', partitionKey: 'wakeKey', sortKey: 'wakeSort' },
  // Public complaints by receipt (query: GET /v1/complaints, Open311's requests).
  { name: 'public', partitionKey: 'publicKey', sortKey: 'publicSort', include: listedBy },
  // Public complaints by last change, and an Open311 client's own (query: changed since, Open311's updates).
  {
    name: 'changed',
    partitionKey: 'changedKey',
    sortKey: 'changedSort',
    include: [...listedBy, 'clientId', 'publicSort'],
  },
  // Open complaints by service and area (follow-up, query, intake: duplicate candidates), with what tells how near and whether public.
  {
    name: 'likely',
    partitionKey: 'likelyKey',
    sortKey: 'receivedAt',
    include: ['lat', 'long', 'verifiedAt', 'confidential'],
  },
  // A phone's complaints, newest first (conversation). Its keys never change, so that it costs one write per filing.
  { name: 'reporter', partitionKey: 'phoneMac', sortKey: 'receivedAt' },
] as const satisfies readonly CityIndex[];
