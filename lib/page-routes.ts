import type { RouteKey } from './constructs/function-route.ts';

/** Pages for citizens and for everybody, in Indonesian words: these addresses are read aloud and printed on posters (docs/pages.md). */
export const pageRoutes = ['GET /', 'GET /aset/{name}'] as const satisfies RouteKey[];
