/** Routes of Open311's reads: lists in both formats, items in the format of their suffix. */
import { answerBare, type Document } from '../../http/open311/document.ts';
import { formats } from '../../http/open311/format.ts';
import { bySuffix, inBothFormats, keysOf, type Read } from '../../http/open311/resources.ts';
import type { RouteTable } from '../../http/api-handler.ts';
import { readDiscovery } from './read-discovery.ts';
import { listRequests, readRequest, readToken, type Deps } from './requests.ts';
import { listServices, readDefinition } from './services.ts';
import { listUpdates } from './list-updates.ts';
import { checkJurisdiction } from '../../http/open311/jurisdiction.ts';

/** Returns the routes. */
export function open311Routes(deps: Deps & { stage: string; publicUrl: string }): RouteTable {
  const services = listServices(deps);
  const definition = readDefinition(deps);
  /** Reads of the directory are the same for every caller. */
  const ofThisCity =
    (read: (name: string) => Promise<Document>): Read =>
    async ({ query }, name) => {
      await checkJurisdiction(deps.directory, query['jurisdiction_id']);
      return read(name);
    };
  return {
    ...discovery('GET /open311/discovery', readDiscovery(deps)),
    ...discovery('GET /open311/v2/discovery', readDiscovery(deps)),
    ...inBothFormats('GET /open311/v2/services', ofThisCity(services)),
    ...bySuffix('GET /open311/v2/services/{service_code}', ofThisCity(definition)),
    ...inBothFormats('GET /open311/v2/requests', listRequests(deps)),
    ...bySuffix('GET /open311/v2/requests/{service_request_id}', readRequest(deps)),
    ...bySuffix('GET /open311/v2/tokens/{token}', readToken(deps)),
    ...inBothFormats('GET /open311/v2/servicerequestupdates', listUpdates(deps)),
  };
}

/** Routes of discovery, whose media types have no charset, unlike all others. */
function discovery(resource: string, read: ReturnType<typeof readDiscovery>): RouteTable {
  const keys = keysOf(resource);
  return Object.fromEntries(
    formats.map((format) => [keys[format], async () => answerBare(await read(), format)]),
  ) satisfies RouteTable;
}
