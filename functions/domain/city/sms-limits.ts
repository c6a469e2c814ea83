/** How many SMS a phone gets, and what a day of them may cost: city data with defaults, so that a city need set none. */
import * as z from 'zod';

const count = z.number().int().min(1).max(1000);

export const smsSettings = z.strictObject({
  /** News of complaints to one phone; above it they wait for the next hour, the newest of each complaint. */
  newsPerHour: count,
  newsPerDay: count,
  /** Replies to one phone's own SMS; above it they are not sent: two machines may be talking. */
  repliesPerHour: count,
  repliesPerDay: count,
  /** US$ that one SMS costs, by the operator's list. */
  priceUsd: z.number().positive().max(10),
  /** US$ a day. At 80 % there is an alarm; beyond it only replies, receipts, answers and closings are sent. */
  dailyBudgetUsd: z.number().positive().max(100_000),
});
export type SmsSettings = z.infer<typeof smsSettings>;

/** Ambon files hundreds of complaints a year: 50 US$ are 125 SMS, ten times a busy day. */
const defaultSmsSettings: SmsSettings = {
  newsPerHour: 4,
  newsPerDay: 12,
  repliesPerHour: 20,
  repliesPerDay: 60,
  priceUsd: 0.4,
  dailyBudgetUsd: 50,
};

type Own = { [K in keyof SmsSettings]?: SmsSettings[K] | undefined };

export const smsSettingsOf = ({ sms }: { sms?: Own | undefined }): SmsSettings =>
  smsSettings.parse({
    ...defaultSmsSettings,
    ...Object.fromEntries(Object.entries(sms ?? {}).filter(([, v]) => v !== undefined)),
  });

export type SmsKind = 'news' | 'reply';

/** The caps of a kind. */
export const capsOf = (settings: SmsSettings, kind: SmsKind): { perHour: number; perDay: number } =>
  kind === 'reply'
    ? { perHour: settings.repliesPerHour, perDay: settings.repliesPerDay }
    : { perHour: settings.newsPerHour, perDay: settings.newsPerDay };

/** SMS that a day's budget pays. */
export const paidPerDay = ({ dailyBudgetUsd, priceUsd }: SmsSettings): number =>
  Math.max(1, Math.floor(dailyBudgetUsd / priceUsd + 1e-9));
