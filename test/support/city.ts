/** A local cloud and a client that speaks to it as the city's people do. */
import { afterAll, beforeAll } from 'vitest';
import { LocalClient, type Json } from '../../bin/support/local-client.ts';
import { startLocalCloud, type TestCloud } from './local-cloud.ts';
import { checkExchange } from './openapi.ts';
import { seededState } from './cloud/seeded.ts';

type City = { cloud: TestCloud; client: LocalClient };

async function start(args: string[]): Promise<City> {
  const cloud = await startLocalCloud({ state: seededState(), args });
  return { cloud, client: new LocalClient(cloud.url, checkExchange) };
}

let shared: Promise<City> | undefined;

/**
 * The city that this worker's files share, on a Tuesday morning; every answer is held against the OpenAPI document. Members are there once the tests
 * run. For tests that look only at complaints, numbers and places of their own, leave the directory as it is and move the clock by minutes at most.
 */
export function useCity(): City {
  const city = {} as City;
  beforeAll(async () => {
    shared ??= start(['--unthrottled']);
    Object.assign(city, await shared);
    await fetch(`${city.cloud.url}/_local/faults`, { method: 'DELETE' });
    await city.client.idle();
  });
  return city;
}

/** As `useCity`, a city for this file alone. */
export function useOwnCity(args: string[] = []): City {
  const city = {} as City;
  beforeAll(async () => {
    Object.assign(city, await start(args));
  });
  afterAll(() => city.cloud?.stop());
  return city;
}

let phones = 0;
/** A mobile number that no other complaint of this run has. */
export const freshPhone = (): string => `+62811000${String((phones += 1)).padStart(4, '0')}`;

/** A report that its owner gets at once. */
export const streetLight = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  description: 'Lampu jalan di depan gereja mati sudah tiga malam.',
  serviceCode: 'lampu-jalan',
  location: { areaCode: '81.71.02.1019', landmark: 'depan gereja' },
  reporter: { phone: freshPhone() },
  ...over,
});

export const lightLiaison = { role: 'liaison', agency: 'dinas-perhubungan' } as const;
export const coordinator = { role: 'coordinator' } as const;

/** What staff see of a complaint, as the auditor, who changes nothing. */
export async function staffView(client: LocalClient, trackingId: string): Promise<Json> {
  return (await client.asOfficer({ role: 'auditor' }, 'GET', `/v1/staff/complaints/${trackingId}`)).body;
}
