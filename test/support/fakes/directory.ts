/** The directory in memory: the seed of Ambon with officers and API clients, any of it replaced. */
import type { ApiClient, Officer } from '../../../functions/domain/city/records.ts';
import type { EmailRelay } from '../../../functions/domain/city/email-relay.ts';
import type { SmsGateway } from '../../../functions/domain/city/sms-gateway.ts';
import type { Directory } from '../../../functions/domain/city/ports.ts';
import type { CityData } from '../../../lib/city/read.ts';
import { ambon } from '../ambon.ts';
import { officers } from '../staff.ts';

export type DirectoryRecords = CityData & {
  officers: Officer[];
  apiKeys: Record<string, ApiClient>;
  smsGateway?: SmsGateway;
  emailRelay?: EmailRelay;
};

/** Its keys are named by the key they are, which no real key is. */
const client = (clientId: string, keyId: string, over: Partial<ApiClient> = {}): ApiClient => ({
  version: 1,
  clientId,
  name: clientId,
  scopes: ['complaints:write', 'complaints:read'],
  quota: { perMinute: 1000, perDay: 10_000 },
  status: 'active',
  keys: [{ keyId, createdAt: '2026-01-01T00:00:00.000Z' }],
  ...over,
});

/** API keys of the fake: `app` filed the complaints of complaints.ts. */
export const apiKeys = {
  'key-app': client('app', 'key-app'),
  'key-other': client('other-app', 'key-other'),
  'key-reader': client('reader', 'key-reader', { scopes: ['complaints:read'] }),
  'key-retired': client('retired', 'key-retired', { validTo: '2025-12-31' }),
  'key-ended': client('rotated', 'key-ended', {
    keys: [{ keyId: 'key-ended', createdAt: '2026-01-01T00:00:00.000Z', endsAt: '2026-03-01T00:00:00.000Z' }],
  }),
  'key-suspended': client('suspended', 'key-suspended', { status: 'suspended' }),
};

export function fakeDirectory(over: Partial<DirectoryRecords> = {}): Directory {
  const records: DirectoryRecords = { ...ambon, officers: Object.values(officers), apiKeys, ...over };
  return {
    city: async () => records.city,
    agency: async (id) => records.agencies.find((a) => a.id === id),
    service: async (code) => records.services.find((s) => s.code === code),
    area: async (code) => records.areas.find((a) => a.code === code),
    agencies: async () => records.agencies,
    services: async () => records.services,
    areas: async () => records.areas,
    templates: async () => records.templates,
    policy: async (version) => records.policies.find((p) => p.version === version),
    policies: async () => records.policies,
    calendarYears: async () => records.calendar,
    async clientByKey(key) {
      const found = Object.hasOwn(records.apiKeys, key) ? records.apiKeys[key] : undefined;
      return found && { client: found, keyId: key };
    },
    client: async (id) => Object.values(records.apiKeys).find((c) => c.clientId === id),
    smsGateway: async () => records.smsGateway,
    emailRelay: async () => records.emailRelay,
    officer: async (subject) => records.officers.find((o) => o.subject === subject),
    officers: async () => records.officers,
  };
}

/** A record of the seed that is in force no longer. */
export const retired = <T extends object>(record: T): T & { validTo: string } => ({ ...record, validTo: '2026-01-01' });
