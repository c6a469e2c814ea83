/**
 * Schemas of the directory's records, which decide who gets a complaint, under which rules, and who may act. Every record has `version`
 * (incremented by each edit, compared with `expectedVersion`) and may be retired by `validTo`.
 */
import * as z from 'zod';
import { openEnum, storedObject } from '../kernel/stored.ts';
import { emergencyContact, smsName } from './emergency.ts';
import { attributes } from './service-attributes.ts';
import { smsSettings } from './sms-limits.ts';

/** Local calendar day, `YYYY-MM-DD`. */
export const isoDate = z.iso.date();

/** Classes of report of SP4N-LAPOR: complaint, aspiration, request for information. */
export const complaintClass = z.enum(['pengaduan', 'aspirasi', 'permintaan-informasi']);

/** Legal track: 5, 14 or 60 working days in total (docs/service.md#law-and-time-limits, held as policy data). */
export const track = z.enum(['information', 'ordinary', 'inspection']);
export type Track = z.infer<typeof track>;

/** Offices that an escalation step can name (docs/design.md#privacy-and-authorization). */
export const office = z.enum(['liaison', 'coordinator', 'agency-head', 'diskominfo-head', 'city-secretary', 'mayor']);
export type Office = z.infer<typeof office>;

/** Role of an officer, which decides what they may do; `office` is their place in the escalation ladder. */
export const role = z.enum(['liaison', 'coordinator', 'supervisor', 'auditor', 'admin']);

export const slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const record = { version: z.number().int().positive(), validTo: isoDate.optional() };

/** A public agency that answers complaints. */
export const agency = storedObject({
  ...record,
  id: slug,
  name: z.string().min(3).max(120),
  /** Name used in SMS: at most 24 GSM-7 septets (docs/design.md#data), limited to characters of one septet. */
  smsName,
  kind: openEnum(z.enum(['sekretariat', 'inspektorat', 'dinas', 'badan', 'satuan', 'kecamatan', 'perusahaan-daerah'])),
  /** False until a source confirms the agency's name; see lib/city/<name>/README.md. */
  nameVerified: z.boolean(),
  source: z.string().optional(),
});
export type Agency = z.infer<typeof agency>;

/** Owner of a service: a fixed agency, or the kecamatan in which the complaint lies; single areas may differ. */
export const agencyRoute = storedObject({
  agencyId: slug.optional(),
  byDistrict: z.boolean().optional(),
  exceptions: z.array(storedObject({ areaCode: z.string(), agencyId: slug })).optional(),
}).refine((r) => r.agencyId === undefined || !r.byDistrict, 'has both agencyId and byDistrict');
export type AgencyRoute = z.infer<typeof agencyRoute>;

/** A service that people can complain about. */
export const service = storedObject({
  ...record,
  /** Lower-case words in our own lists; codes of another city's Open311 list are kept unchanged. */
  code: z.string().regex(/^[A-Za-z0-9][\w-]{0,39}$/),
  name: z.string().min(3).max(80),
  description: z.string().min(3).max(2000),
  /** SP4N category and subcategory (reference/kategori). */
  group: z.string(),
  subgroup: z.string().optional(),
  keywords: z.array(z.string().min(1)).min(1),
  class: openEnum(complaintClass),
  /** Questions asked besides the report. */
  attributes: attributes.optional(),
  /** Open311 type: `realtime` (default) answers a report with its id, `batch` with a token. */
  type: openEnum(z.enum(['realtime', 'batch'])).optional(),
  /** Given only when it differs from the class's default track. */
  track: openEnum(track).optional(),
  route: agencyRoute,
  /** True when the system may forward to the owner at once. This does not make the complaint public. */
  autoForward: z.boolean(),
  /** Whom to call when a report about it tells of a danger. */
  emergency: emergencyContact.optional(),
  /** True when an answer that the work is done needs an officer's photo of it. */
  photoOfWork: z.boolean().optional(),
});
export type Service = z.infer<typeof service>;

/** A kelurahan, desa or negeri. */
export const area = storedObject({
  ...record,
  /** Kemendagri code of a kelurahan, desa or negeri, such as 81.71.02.1019. */
  code: z.string().regex(/^\d{2}\.\d{2}\.\d{2}\.\d{4}$/),
  name: z.string().min(2),
  kind: openEnum(z.enum(['kelurahan', 'desa-negeri'])),
  districtCode: z.string().regex(/^\d{2}\.\d{2}\.\d{2}$/),
  districtName: z.string(),
  districtAgencyId: slug,
  /** Other names of the area or a part of it; an SMS that contains one is placed here. */
  alsoCalled: z.array(z.string().min(3)).optional(),
  /** Streets in the area, without the word for street. A street in several areas determines none. */
  streets: z.array(z.string().min(3)).optional(),
  lat: z.number(),
  long: z.number(),
});
export type Area = z.infer<typeof area>;

/** A day off. */
export const holiday = storedObject({
  date: isoDate,
  name: z.string().min(3),
  kind: openEnum(z.enum(['NATIONAL', 'CUTI_BERSAMA', 'LOCAL'])),
  /** Decree that declares the day, kept as the proof of every deadline it moves. */
  decree: z.string().min(3),
});

/** One year's days off. A year without a record is not loaded, and deadlines in it are provisional (docs/design.md#deadlines). */
export const calendarYear = storedObject({
  version: record.version,
  year: z.number().int().min(2000).max(2100),
  holidays: z.array(holiday),
}).check(({ value: { year, holidays }, issues }) => {
  const fault = (message: string) => issues.push({ code: 'custom', path: ['holidays'], message, input: holidays });
  const seen = new Set<string>();
  for (const { date } of holidays) {
    if (!date.startsWith(`${year}-`)) fault(`${date} lies in another year`);
    if (seen.has(date)) fault(`${date} is there twice`);
    seen.add(date);
  }
});
export type CalendarYear = z.infer<typeof calendarYear>;

const subject = z.string().regex(/^[\x21-\x7E]{1,128}$/, '1 to 128 visible ASCII characters');

/** An officer who signs in. */
export const officer = storedObject({
  ...record,
  /** The token's `sub`: visible ASCII, as OpenID Connect defines it. */
  subject,
  name: z.string().min(1).max(100),
  role: openEnum(role),
  office: openEnum(office).optional(),
  agencies: z.array(slug),
  /** Subject of the officer who acts while this one is absent. */
  deputy: subject.optional(),
  /** Local days of absence, both included. */
  absence: storedObject({ from: isoDate, to: isoDate })
    .refine((a) => a.from <= a.to, 'ends before it begins')
    .optional(),
  /** MAC of `phone:<E.164>`, base64url, which identifies the officer's SMS. The number itself is stored beside the record, encrypted. */
  phoneMac: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
  /** True when the officer wants a daily message about new, due and late complaints: a notice of the officer topic, and an SMS. */
  digest: z.boolean().optional(),
});
export type Officer = z.infer<typeof officer>;

/** Scopes of an API client; `complaints:confidential` sends events of confidential complaints to its webhooks. */
export const scope = z.enum([
  'complaints:write',
  'complaints:read',
  'complaints:confidential',
  'updates:write',
  'webhooks',
]);
export type Scope = z.infer<typeof scope>;

/** Complaints and updates that a client may post per minute and per local day of the city. */
const quota = storedObject({
  perMinute: z.number().int().min(1).max(1_000_000),
  perDay: z.number().int().min(1).max(10_000_000),
});

/** An app that files or follows complaints. */
export const apiClient = storedObject({
  ...record,
  /** Part of the partition keys of idempotency records and quotas, so it has no `#`: two clients must never share a partition. */
  clientId: z.string().regex(/^[A-Za-z0-9][\w.-]{0,63}$/),
  name: z.string().min(1).max(100),
  /** E-mail address of the app's operator, reported to the city when its webhooks fail. */
  contact: z.email().max(254).optional(),
  scopes: z.array(openEnum(scope)).min(1),
  quota,
  /** A suspended client gets 403 until it is active again; its keys remain. */
  status: openEnum(z.enum(['active', 'suspended'])),
  /** At most two keys are in force, so that one can replace the other without a gap. The keys themselves are not stored. */
  keys: z.array(storedObject({ keyId: z.string(), createdAt: z.iso.datetime(), endsAt: z.iso.datetime().optional() })),
});
export type ApiClient = z.infer<typeof apiClient>;

/** Points from a key to its client; the item's sort key is the key's SHA-256. The client record says whether the key is in force. */
export const keyPointer = storedObject({ clientId: apiClient.shape.clientId, keyId: z.string() });

/** Actions for which a city keeps templates: those whose text the reporter reads. */
export const templateAction = z.enum(['ask', 'respond', 'update', 'answer', 'return', 'archive']);

/**
 * A template for an officer's text. Square brackets mark what the officer must fill in; nothing is filled in automatically, least of all
 * personal data.
 */
export const template = storedObject({
  ...record,
  id: slug,
  action: openEnum(templateAction),
  title: z.string().min(3).max(80),
  text: z.string().min(10).max(2000),
});
export type Template = z.infer<typeof template>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** The city's profile. */
export const city = storedObject({
  ...record,
  name: z.string(),
  /** Prefix of tracking ids, such as AMB in AMB-7K3Q9CX. */
  idPrefix: z.string().regex(/^[A-Z]{3}$/),
  zone: z.string(),
  /** Abbreviation of the zone as shown to people, such as WIT. */
  zoneLabel: z.string(),
  boundingBox: storedObject({ south: z.number(), west: z.number(), north: z.number(), east: z.number() }),
  /** Open311 discovery: jurisdiction, contact, where to get a key, and the test system. */
  open311: storedObject({
    /** The city's site without www, such as ambon.go.id. */
    jurisdictionId: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
    contact: z.string().min(3).max(500),
    keyService: z.string().min(3).max(500),
    testUrl: z.url().optional(),
  }).optional(),
  /** Whom to call in any emergency, day and night (default: 112, free in all of Indonesia). */
  emergency: emergencyContact.optional(),
  /** Agency that owns the complaints kept by the coordinator. */
  coordinatorAgencyId: slug,
  /** A place that people of the city know, as an example in SMS (default: Jalan Merdeka). */
  examplePlace: z.string().min(3).max(16).optional(),
  /** Citizens get no SMS from `from` to `to`, local time. */
  quietHours: storedObject({ from: clockTime, to: clockTime }),
  /** Numbers that take SMS for the city, as people type them. Texts that ask for a reply name the first to reporters who did not write by SMS. */
  smsNumbers: z
    .array(z.string().regex(/^\d{3,13}$/))
    .min(1)
    .optional(),
  /** SMS caps and budget, where they differ from the defaults. */
  sms: smsSettings.partial().optional(),
  /** Training calendar: length of a working day in seconds, with no days off and no quiet hours. */
  trainingDay: z.number().int().min(1).max(86_400).optional(),
});
export type City = z.infer<typeof city>;

/** Returns true while a record is in force; `validTo` is its last UTC day. */
export function isValidOn({ validTo }: { validTo?: string | undefined }, now: Date): boolean {
  return validTo === undefined || validTo >= now.toISOString().slice(0, 10);
}
