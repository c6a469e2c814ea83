/** The city as the public meets it: every route that needs no key, over memory, and calls that anybody could make. */
import * as fc from 'fast-check';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import { fileComplaint } from '../../../functions/intake/file-complaint.ts';
import { queryRoutes } from '../../../functions/query/routes.ts';
import { findDangerInAmbon, rulesAt } from '../ambon.ts';
import { command, type Step } from '../complaints.ts';
import { fakeCipher, fakeMac } from '../fakes/keys.ts';
import { fakeQuotaCounter } from '../fakes/quotas.ts';
import { timedHall } from '../timed-hall.ts';

export type PublicCall = {
  route: string;
  query?: Record<string, string>;
  path?: Record<string, string>;
  body?: unknown;
};

/** A city hall of which everything public can be asked. Ids are drawn alike in every one of them. */
export function publicCity(local: string) {
  const hall = timedHall(local);
  let drawn = 0;
  const file = fileComplaint({
    ...hall,
    store: hall.filing,
    quotas: fakeQuotaCounter(),
    findDanger: findDangerInAmbon,
    cipher: fakeCipher,
    mac: fakeMac,
    onCandidatesUnread: (error) => {
      throw error;
    },
    random: (length) => new Uint8Array(length).fill((drawn += 1)),
  });
  const routes = queryRoutes({ ...hall, open: hall.queues, beside: () => '', stage: 'dev' });
  return {
    ...hall,
    /** Files as an app does; a citizen's app has a key that anybody may have. */
    file: async (body: unknown) => file({ apiKey: 'key-app', idempotencyKey: undefined, body }),
    async act(id: string, [at, action, by, fields]: Step) {
      await hall.store.save(decide(hall.now(id), command(action, by, fields), rulesAt(at)));
    },
    /** The answer, or the error's name. */
    async ask({ route, query = {}, path = {}, body }: PublicCall): Promise<unknown> {
      if (route === 'POST /v1/complaints') return file({ apiKey: 'key-app', idempotencyKey: undefined, body });
      const request = { route, query, path, body, headers: {}, subject: undefined };
      return routes[route]!(request).catch((error: unknown) => (error as Error).name);
    },
  };
}

export const services = ['lampu-jalan', 'jalan-rusak'] as const;
export const areas = ['81.71.02.1019', '81.71.01.1007'] as const;

/** Positions close to one point, to a tenth of a metre: a few hundred metres around it. */
export const around = ({ lat, long }: { lat: number; long: number }) =>
  fc
    .tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 }))
    .map(([north, east]) => ({ lat: lat + north / 1e6, long: long + east / 1e6 }));

/** Calls about complaints near a point, with the ids that a city hall draws first. */
export function publicCalls(point: { lat: number; long: number }, ids: readonly string[]): fc.Arbitrary<PublicCall> {
  const place = fc
    .tuple(fc.option(fc.constantFrom(...areas), { nil: undefined }), around(point))
    .map(([areaCode, at]) => ({ ...(areaCode === undefined ? {} : { areaCode }), ...at }));
  const about = fc.record({ serviceCode: fc.constantFrom(...services), location: place });
  const id = fc.constantFrom(...ids);
  const format = fc.constantFrom('json', 'geojson', 'csv');
  return fc.oneof(
    { weight: 5, arbitrary: about.map((body) => ({ route: 'POST /v1/complaints/candidates', body })) },
    {
      weight: 2,
      arbitrary: about.map((body) => ({
        route: 'POST /v1/complaints',
        body: { ...body, description: 'Lampu jalan padam sejak tiga malam.' },
      })),
    },
    fc.tuple(format, fc.option(fc.constantFrom(...areas), { nil: undefined })).map(([f, areaCode]) => ({
      route: 'GET /v1/complaints',
      query: { format: f, ...(areaCode === undefined ? {} : { areaCode }) },
    })),
    id.map((trackingId) => ({ route: 'GET /v1/complaints/{trackingId}', path: { trackingId } })),
    fc.constantFrom(
      { route: 'GET /open311/v2/requests.json', query: { extensions: 'true' } },
      { route: 'GET /v1/statistics' },
      { route: 'GET /v1/statistics', query: { from: '2026-01', to: '2026-12', groupBy: 'agency' } },
      { route: 'GET /v1/statistics', query: { groupBy: 'month' } },
      { route: 'GET /v1/statistics', query: { groupBy: 'service', format: 'csv' } },
      { route: 'GET /v1/statistics/open', query: { agencyId: 'dinas-perhubungan' } },
      { route: 'GET /v1/statistics/open' },
      { route: 'GET /v1/statistics/areas' },
    ),
  );
}
