/** Builds routes of Open311's paths: a resource in both formats, and items whose last segment ends in the format. */
import { NotFound } from '../../domain/kernel/errors.ts';
import type { ApiRequest, RouteTable } from '../api-handler.ts';
import { answer, type Document } from './document.ts';
import { formats, splitSuffix, type Format } from './format.ts';

/** A read is asked by query and headers alone. */
export type ReadRequest = Pick<ApiRequest, 'query' | 'headers'>;

/** Answers a request with a document; `name` is the last segment without its suffix. */
export type Read = (request: ApiRequest, name: string) => Promise<Document>;

/** Returns API Gateway's route keys of a resource, such as `GET /open311/v2/services.xml` and `….json`. */
export const keysOf = (resource: string): Record<Format, string> => ({
  xml: `${resource}.xml`,
  json: `${resource}.json`,
});

/** Returns a resource's routes in both formats. */
export function inBothFormats(resource: string, read: Read): RouteTable {
  const keys = keysOf(resource);
  return Object.fromEntries(
    formats.map((format) => [keys[format], async (request) => answer(await read(request, ''), format)]),
  ) satisfies RouteTable;
}

/** Returns the route of a resource that ends in a path parameter, from which API Gateway cannot split the suffix. */
export function bySuffix(resource: string, read: Read): RouteTable {
  const parameter = resource.slice(resource.lastIndexOf('{') + 1, -1);
  return {
    [resource]: async (request) => {
      const split = splitSuffix(request.path[parameter] ?? '');
      if (!split) throw new NotFound('end the path in .xml or .json');
      return answer(await read(request, split.name), split.format);
    },
  };
}
