/** What reads the city's configuration and keeps its secrets and quotas; adapters implement these. */
import type { QuotaWindows } from './quota.ts';
import type { EmailRelay } from './email-relay.ts';
import type { Policy } from './policy.ts';
import type { SmsGateway } from './sms-gateway.ts';
import type { Agency, ApiClient, Area, CalendarYear, City, Officer, Service, Template } from './records.ts';

/** Secrets that we must use again, as base64 ciphertexts under {purpose: 'secret', owner}: useless under another owner's name. */
export type SecretCipher = { encrypt(owner: string, secret: string): Promise<string> };
export type SecretReader = { decrypt(owner: string, ciphertext: string): Promise<string> };

/** Directory records that are valid today; a retired or absent one is undefined. Cached up to 60 s unless `fresh`. */
export type Directory = {
  city(): Promise<City>;
  agency(id: string): Promise<Agency | undefined>;
  service(code: string): Promise<Service | undefined>;
  area(code: string): Promise<Area | undefined>;
  agencies(): Promise<Agency[]>;
  services(): Promise<Service[]>;
  areas(): Promise<Area[]>;
  templates(): Promise<Template[]>;
  policies(): Promise<Policy[]>;
  calendarYears(): Promise<CalendarYear[]>;
  /** The client to which this key belongs, and which of its keys it is. Callers use `authenticateClient` (functions/access/api-client.ts). */
  clientByKey(key: string): Promise<{ client: ApiClient; keyId: string } | undefined>;
  client(id: string): Promise<ApiClient | undefined>;
  /** The city's SMS gateway; undefined where there is none. */
  smsGateway(): Promise<SmsGateway | undefined>;
  /** The relay of the city's mail server; undefined where there is none. */
  emailRelay(): Promise<EmailRelay | undefined>;
  officer(subject: string): Promise<Officer | undefined>;
  /** All of them, retired ones too: officers.ts says who acts on a day. */
  officers(): Promise<Officer[]>;
};

/** Counts what an API client posts in the present minute and local day. */
export type QuotaCounter = {
  /** Counts one post, or names the limit that is reached: then nothing is counted. */
  count(client: Pick<ApiClient, 'clientId' | 'quota'>, windows: QuotaWindows): Promise<'counted' | 'minute' | 'day'>;
};
