/** A request as routes get it, and its answer. */
import type { ApiRequest, ApiResponse, RouteTable } from '../../functions/http/api-handler.ts';

export const request = (over: Partial<ApiRequest> = {}): ApiRequest => ({
  path: {},
  query: {},
  headers: {},
  body: undefined,
  subject: undefined,
  ...over,
});

/** Asks a route by its name, such as `GET /v1/staff/me`. */
export async function ask(routes: RouteTable, name: string, over: Partial<ApiRequest> = {}): Promise<ApiResponse> {
  const route = routes[name];
  if (!route) throw new Error(`there is no route ${name}`);
  return route(request(over));
}
