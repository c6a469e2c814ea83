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
  // Open complaints by service and area (follow-up: duplicate candidates), with what tells how near. Visibility is projected for the
  // release before, which let the public search here; a projection cannot be changed.
  {
    name: 'likely',
    partitionKey: 'likelyKey',
    sortKey: 'receivedAt',
    include: ['lat', 'long', 'verifiedAt', 'confidential'],
  },
  // The same of public complaints (query, intake), with their public points and not their positions. Only what is open has the one key
  // and only what is public the other, so that what is neither crowds nothing out.
  {
    name: 'near',
    partitionKey: 'likelyKey',
    sortKey: 'publicSort',
    include: ['cell'],
  },
  // A phone's complaints, newest first (conversation). Its keys never change, so that it costs one write per filing.
  { name: 'reporter', partitionKey: 'phoneMac', sortKey: 'receivedAt' },
] as const satisfies readonly CityIndex[];
