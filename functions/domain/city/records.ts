/**
 * What a city puts in its directory: the records that decide who gets a complaint, under which rules, and who may act.
 * Every record carries `version` (raised by each edit, compared by `expectedVersion`) and may be retired by `validTo`.
 */
import * as z from 'zod';
import { attributes } from './service-attributes.ts';
import { smsSettings } from './sms-limits.ts';

/** Local calendar day, `YYYY-MM-DD`. */
export const isoDate = z.iso.date();

/** Kinds of report of SP4N-LAPOR: complaint, aspiration, request for information. */
export const complaintClass = z.enum(['pengaduan', 'aspirasi', 'permintaan-informasi']);
export type ComplaintClass = z.infer<typeof complaintClass>;

/** Legal track: 5, 14 or 60 working days in total (docs/service.md#law-and-time-limits, held as policy data). */
export const track = z.enum(['information', 'ordinary', 'inspection']);
export type Track = z.infer<typeof track>;

/** Offices a step of the ladder can name (docs/design.md#privacy-and-authorization). */
export const office = z.enum(['liaison', 'coordinator', 'agency-head', 'diskominfo-head', 'city-secretary', 'mayor']);
export type Office = z.infer<typeof office>;

/** What an officer may do; the office says where in the ladder they stand. */
export const role = z.enum(['liaison', 'coordinator', 'supervisor', 'auditor', 'admin']);

const slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const record = { version: z.number().int().positive(), validTo: isoDate.optional() };

export const agency = z.strictObject({
  ...record,
  id: slug,
  name: z.string().min(3).max(120),
  /** Name used in SMS: at most 24 GSM-7 septets (docs/design.md#data), here of characters that are one septet each. */
  smsName: z
    .string()
    .min(2)
    .max(24)
    .regex(/^[A-Za-z0-9 .,()/&'+-]*$/, "only letters, digits and . , ( ) / & ' + -"),
  kind: z.enum(['sekretariat', 'inspektorat', 'dinas', 'badan', 'satuan', 'kecamatan', 'perusahaan-daerah']),
  /** False while no source confirms that the agency bears this name; see lib/city/<name>/README.md. */
  nameVerified: z.boolean(),
  source: z.string().optional(),
});
export type Agency = z.infer<typeof agency>;

/** Who owns a service: a fixed agency, or the kecamatan in which the complaint lies; single areas may differ. */
export const agencyRoute = z
  .strictObject({
    agencyId: slug.optional(),
    byDistrict: z.boolean().optional(),
    exceptions: z.array(z.strictObject({ areaCode: z.string(), agencyId: slug })).optional(),
  })
  .refine((r) => r.agencyId === undefined || !r.byDistrict, 'has both agencyId and byDistrict');
export type AgencyRoute = z.infer<typeof agencyRoute>;

export const service = z.strictObject({
  ...record,
  /** Lower-case words in our own lists; what another city's Open311 list has is taken as it is. */
  code: z.string().regex(/^[A-Za-z0-9][\w-]{0,39}$/),
  name: z.string().min(3).max(80),
  description: z.string().min(3).max(2000),
  /** SP4N category and subcategory (reference/kategori). */
  group: z.string(),
  subgroup: z.string().optional(),
  keywords: z.array(z.string().min(1)).min(1),
  class: complaintClass,
  /** What is asked besides the report. */
  attributes: attributes.optional(),
  /** Open311's: `realtime` (unless given) answers a report with its id, `batch` with a token. */
  type: z.enum(['realtime', 'batch']).optional(),
  /** Only when it differs from the class's default track. */
  track: track.optional(),
  route: agencyRoute,
  /** True when the owner is so clear that the system forwards at once; that makes nothing public. */
  autoForward: z.boolean(),
});
export type Service = z.infer<typeof service>;

export const area = z.strictObject({
  ...record,
  /** Kemendagri code of a kelurahan, desa or negeri, such as 81.71.02.1019. */
  code: z.string().regex(/^\d{2}\.\d{2}\.\d{2}\.\d{4}$/),
  name: z.string().min(2),
  kind: z.enum(['kelurahan', 'desa-negeri']),
  districtCode: z.string().regex(/^\d{2}\.\d{2}\.\d{2}$/),
  districtName: z.string(),
  districtAgencyId: slug,
  /** Other names by which its people call it or a part of it; an SMS that says one is placed here. */
  alsoCalled: z.array(z.string().min(3)).optional(),
  /** Streets that run through it, without the word for street. One that runs through several areas places nothing by itself. */
  streets: z.array(z.string().min(3)).optional(),
  lat: z.number(),
  long: z.number(),
});
export type Area = z.infer<typeof area>;

export const holiday = z.strictObject({
  date: isoDate,
  name: z.string().min(3),
  kind: z.enum(['NATIONAL', 'CUTI_BERSAMA', 'LOCAL']),
  /** Decree that declares the day: the proof of every deadline it moves. */
  decree: z.string().min(3),
});

/** One year's days off. A year without a record is not loaded: deadlines in it are provisional (docs/design.md#deadlines). */
export const calendarYear = z
  .strictObject({
    version: record.version,
    year: z.number().int().min(2000).max(2100),
    holidays: z.array(holiday),
  })
  .check(({ value: { year, holidays }, issues }) => {
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

export const officer = z.strictObject({
  ...record,
  /** The token's `sub`: visible ASCII, as OpenID Connect has it. */
  subject,
  name: z.string().min(1).max(100),
  role,
  office: office.optional(),
  agencies: z.array(slug),
  /** Subject of the officer who acts while this one is absent. */
  deputy: subject.optional(),
  /** Local days on which this officer is away, both included. */
  absence: z
    .strictObject({ from: isoDate, to: isoDate })
    .refine((a) => a.from <= a.to, 'ends before it begins')
    .optional(),
  /** MAC of `phone:<E.164>`, base64url: an SMS from that number comes from this officer. The number itself lies beside, as a ciphertext. */
  phoneMac: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
  /** True for who wants one message a day about what is new, due and late: a notice of the officer topic, and an SMS to the own number. */
  digest: z.boolean().optional(),
});
export type Officer = z.infer<typeof officer>;

/** What an API client may do; `complaints:confidential` shows a confidential complaint's news to its webhooks. */
export const scope = z.enum([
  'complaints:write',
  'complaints:read',
  'complaints:confidential',
  'updates:write',
  'webhooks',
]);
export type Scope = z.infer<typeof scope>;

/** Complaints and updates that a client may post in a minute, and in a local day of the city. */
const quota = z.strictObject({
  perMinute: z.number().int().min(1).max(1_000_000),
  perDay: z.number().int().min(1).max(10_000_000),
});

/** An app that files or follows complaints. */
export const apiClient = z.strictObject({
  ...record,
  /** Part of idempotency keys' and quotas' partitions, so it has no `#`: two clients must never share one. */
  clientId: z.string().regex(/^[A-Za-z0-9][\w.-]{0,63}$/),
  name: z.string().min(1).max(100),
  /** E-mail address of who keeps the app: named to the city when its webhooks fail. */
  contact: z.email().max(254).optional(),
  scopes: z.array(scope).min(1),
  quota,
  /** A suspended client is refused with 403 until it is active again; its keys stay. */
  status: z.enum(['active', 'suspended']),
  /** At most two are in force at once, so that a key can be exchanged without a gap. The keys themselves are kept nowhere. */
  keys: z.array(
    z.strictObject({ keyId: z.string(), createdAt: z.iso.datetime(), endsAt: z.iso.datetime().optional() }),
  ),
});
export type ApiClient = z.infer<typeof apiClient>;

/** Finds the client of a key; the item's sort key is the key's SHA-256. Whether the key is in force, the client says. */
export const keyPointer = z.strictObject({ clientId: apiClient.shape.clientId, keyId: z.string() });

/** Actions for which a city keeps templates: those whose text the reporter reads. */
export const templateAction = z.enum(['ask', 'respond', 'update', 'answer', 'return', 'archive']);

/**
 * Words that an officer may start from. What changes from case to case stands in square brackets, to be written by the officer: nothing
 * fills them in, least of all with who reported.
 */
export const template = z.strictObject({
  ...record,
  id: slug,
  action: templateAction,
  title: z.string().min(3).max(80),
  text: z.string().min(10).max(2000),
});
export type Template = z.infer<typeof template>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const city = z.strictObject({
  ...record,
  name: z.string(),
  /** Prefix of tracking ids, such as AMB in AMB-7K3Q9CX. */
  idPrefix: z.string().regex(/^[A-Z]{3}$/),
  zone: z.string(),
  /** Abbreviation of the zone that people are shown, such as WIT. */
  zoneLabel: z.string(),
  boundingBox: z.strictObject({ south: z.number(), west: z.number(), north: z.number(), east: z.number() }),
  /** Open311's discovery: which jurisdiction this is, who answers for it, how to get a key, where the test system is. */
  open311: z
    .strictObject({
      /** The city's site without www, such as ambon.go.id. */
      jurisdictionId: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
      contact: z.string().min(3).max(500),
      keyService: z.string().min(3).max(500),
      testUrl: z.url().optional(),
    })
    .optional(),
  /** Agency to which a complaint that the coordinator keeps belongs. */
  coordinatorAgencyId: slug,
  /** Citizens get no SMS from `from` to `to`, local time. */
  quietHours: z.strictObject({ from: clockTime, to: clockTime }),
  /** Caps and budget of SMS, where they differ from the defaults. */
  sms: smsSettings.partial().optional(),
  /** Training calendar: a working day lasts so many seconds, with no days off and no quiet hours. */
  trainingDay: z.number().int().min(1).max(86_400).optional(),
});
export type City = z.infer<typeof city>;

/** True while a record is in force: `validTo` is its last UTC day. */
export function isValidOn({ validTo }: { validTo?: string | undefined }, now: Date): boolean {
  return validTo === undefined || validTo >= now.toISOString().slice(0, 10);
}
