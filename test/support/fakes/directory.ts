/** The directory in memory: the seed of Ambon with officers and API clients, any of it replaced. */
import type { ApiKey, Officer } from '../../../functions/domain/directory.ts';
import type { Directory } from '../../../functions/domain/ports.ts';
import type { CityData } from '../../../lib/city/read.ts';
import { ambon } from '../ambon.ts';
import { officers } from '../staff.ts';

export type DirectoryRecords = CityData & { officers: Officer[]; apiKeys: Record<string, ApiKey> };

const client = (clientId: string, over: Partial<ApiKey> = {}): ApiKey => ({
  version: 1,
  clientId,
  name: clientId,
  scopes: ['complaints:write', 'complaints:read'],
  ...over,
});

/** API keys of the fake: `app` filed the complaints of complaints.ts. */
export const apiKeys = {
  'key-app': client('app'),
  'key-other': client('other-app'),
  'key-reader': client('reader', { scopes: ['complaints:read'] }),
  'key-retired': client('retired', { validTo: '2025-12-31' }),
};

export function fakeDirectory(over: Partial<DirectoryRecords> = {}): Directory {
  const records: DirectoryRecords = { ...ambon, officers: Object.values(officers), apiKeys, ...over };
  return {
    city: async () => records.city,
    agency: async (id) => records.agencies.find((a) => a.id === id),
    service: async (code) => records.services.find((s) => s.code === code),
    area: async (code) => records.areas.find((a) => a.code === code),
    services: async () => records.services,
    areas: async () => records.areas,
    policies: async () => records.policies,
    calendarYears: async () => records.calendar,
    apiKey: async (key) => (Object.hasOwn(records.apiKeys, key) ? records.apiKeys[key] : undefined),
    officer: async (subject) => records.officers.find((o) => o.subject === subject),
    officersOf: async (office, agencyId) =>
      records.officers.filter((o) => o.office === office && (agencyId === undefined || o.agencies.includes(agencyId))),
  };
}

/** A record of the seed that is in force no longer. */
export const retired = <T extends object>(record: T): T & { validTo: string } => ({ ...record, validTo: '2026-01-01' });
