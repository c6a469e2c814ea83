import type { RouteKey } from '../constructs/function-route.ts';

/** API Gateway has no path variable with a suffix: a list has two routes, an item has one and its function reads the suffix. */
const inBothFormats = (resource: RouteKey): RouteKey[] => [
  `${resource}.xml` as RouteKey,
  `${resource}.json` as RouteKey,
];

/** Open311 GeoReport v2 by the function that answers (docs/open311.md). */
export const open311Routes = {
  intake: inBothFormats('POST /open311/v2/requests'),
  query: [
    ...inBothFormats('GET /open311/discovery'),
    ...inBothFormats('GET /open311/v2/discovery'),
    ...inBothFormats('GET /open311/v2/services'),
    ...inBothFormats('GET /open311/v2/requests'),
    ...inBothFormats('GET /open311/v2/servicerequestupdates'),
    'GET /open311/v2/services/{service_code}',
    'GET /open311/v2/requests/{service_request_id}',
    'GET /open311/v2/tokens/{token}',
  ] satisfies RouteKey[],
  followUp: inBothFormats('POST /open311/v2/servicerequestupdates'),
};
