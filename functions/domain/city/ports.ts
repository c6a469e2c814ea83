/** Ports that read the city's configuration, encrypt its secrets and count quotas; adapters implement them. */
import type { Clock, Random } from '../kernel/ports.ts';
import type { QuotaWindows } from './quota.ts';
import type { EmailRelay } from './email-relay.ts';
import type { Policy } from './policy.ts';
import type { SmsGateway } from './sms-gateway.ts';
import type { Agency, ApiClient, Area, CalendarYear, City, Officer, Service, Template } from './records.ts';

/** Encrypts a secret to base64 under the context {purpose: 'secret', owner}; it cannot be decrypted under another owner. */
export type SecretCipher = { encrypt(owner: string, secret: string): Promise<string> };
/** Decrypts what SecretCipher encrypted for the same owner. */
export type SecretReader = { decrypt(owner: string, ciphertext: string): Promise<string> };

/** Reads directory records that are valid today; a retired or absent one, or none asked for, is undefined. Cached up to 60 s unless `fresh`. */
export type Directory = {
  city(): Promise<City>;
  agency(id: string | undefined): Promise<Agency | undefined>;
  service(code: string | undefined): Promise<Service | undefined>;
  area(code: string | undefined): Promise<Area | undefined>;
  agencies(): Promise<Agency[]>;
  services(): Promise<Service[]>;
  areas(): Promise<Area[]>;
  templates(): Promise<Template[]>;
  policy(version: number): Promise<Policy | undefined>;
  /** All policies. Throws Unreadable when one cannot be read: with it left out, another one might be taken for the one in force. */
  policies(): Promise<Policy[]>;
  /** All loaded years. Throws Unreadable when one cannot be read: with it left out, deadlines would be computed wrongly. */
  calendarYears(): Promise<CalendarYear[]>;
  /** Finds the client of an API key and the id of that key. Callers use `authenticateClient` (functions/access/api-client.ts). */
  clientByKey(key: string): Promise<{ client: ApiClient; keyId: string } | undefined>;
  client(id: string): Promise<ApiClient | undefined>;
  /** The city's SMS gateway; undefined when it has none. */
  smsGateway(): Promise<SmsGateway | undefined>;
  /** The city's e-mail relay; undefined when it has none. */
  emailRelay(): Promise<EmailRelay | undefined>;
  officer(subject: string | undefined): Promise<Officer | undefined>;
  /** All officers, retired ones included; officers.ts finds those who act on a day. */
  officers(): Promise<Officer[]>;
};

/** Counts an API client's posts in the current minute and local day. */
export type QuotaCounter = {
  /** Counts one post, or returns the limit that is reached without counting. */
  count(client: Pick<ApiClient, 'clientId' | 'quota'>, windows: QuotaWindows): Promise<'counted' | 'minute' | 'day'>;
};

/** The directory and the time, which almost every use case reads. */
export type CityContext = { directory: Directory; clock: Clock };

/** What a decision about a complaint reads besides it: the salt of its text is drawn at random. */
export type DecisionContext = CityContext & { random: Random };
