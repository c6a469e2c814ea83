/** Lists every page by its route. */
import type { RouteTable } from '../http/api-handler.ts';
import { adminPages } from './admin/admin-pages.ts';
import { sendAsset } from './shell/assets.ts';
import { citizenPages } from './citizen/citizen-pages.ts';
import { officerPages } from './officer/officer-pages.ts';
import { pageRoute, type PageHandler } from './shell/page-handler.ts';
import { publicPages } from './public/public-pages.ts';
import type { PageDeps } from './shell/visit.ts';

const pages: Record<string, PageHandler> = {
  'GET /aset/{name}': sendAsset,
  ...publicPages,
  ...citizenPages,
  ...officerPages,
  ...adminPages,
};

export const routesOfPages = (deps: PageDeps): RouteTable =>
  Object.fromEntries(Object.entries(pages).map(([key, page]) => [key, pageRoute(deps, key, page)]));
