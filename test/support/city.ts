/** A local cloud and a client that speaks to it as the city's people do, for one test file. */
import { afterAll, beforeAll } from 'vitest';
import { LocalClient, type Json } from '../../bin/support/local-client.ts';
import { startLocalCloud, type LocalCloudOptions, type TestCloud } from './local-cloud.ts';
import { checkExchange } from './openapi.ts';

/** The next Tuesday, nine in Ambon. Near: moving the clock runs every hourly schedule on the way. */
export const tuesdayMorning = nextTuesday(new Date());

function nextTuesday(now: Date): string {
  const day = new Date(now.getTime() + 86_400_000);
  while (day.getUTCDay() !== 2) day.setTime(day.getTime() + 86_400_000);
  return `${day.toISOString().slice(0, 10)}T00:00:00Z`;
}

/** Starts a cloud before the file's tests and stops it after them; every answer is held against the OpenAPI document. Members are there once the tests run. */
export function useCity(options: LocalCloudOptions = {}): { cloud: TestCloud; client: LocalClient } {
  const city = {} as { cloud: TestCloud; client: LocalClient };
  beforeAll(async () => {
    city.cloud = await startLocalCloud(options);
    city.client = new LocalClient(city.cloud.url, checkExchange);
    await city.client.moveTo(tuesdayMorning);
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
