/** Answers Open311's service discovery: the endpoints of this city, their formats and contact. */
import type { Directory } from '../../domain/city/ports.ts';
import type { Document } from '../../http/open311/document.ts';

/** Last change of the answers' format; update it with every such change. */
const changeset = '2026-11-01T00:00:00Z';
const specification = 'http://wiki.open311.org/GeoReport_v2';
const formats = ['text/xml', 'application/json'];

export type Deps = { directory: Pick<Directory, 'city'>; stage: string; publicUrl: string };

const endpoint = (url: string, type: 'production' | 'test') => ({ specification, url, changeset, type, formats });

/**
 * Answers discovery. A production deployment lists itself and the test system of the city profile; any other lists itself as both, since
 * validators look for one of each.
 */
export function readDiscovery({ directory, stage, publicUrl }: Deps) {
  return async (): Promise<Document> => {
    const city = await directory.city();
    const own = `${publicUrl}/open311/v2`;
    const testUrl = stage === 'production' ? city.open311?.testUrl : own;
    return {
      root: 'discovery',
      value: {
        changeset,
        contact: city.open311?.contact ?? city.name,
        key_service: city.open311?.keyService ?? city.name,
        endpoints: [endpoint(own, 'production'), ...(testUrl === undefined ? [] : [endpoint(testUrl, 'test')])],
      },
    };
  };
}
