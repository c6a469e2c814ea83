/** Limits the SMS per phone and the cost per day: city data with defaults, so that a city need not set any. */
import * as z from 'zod';
import { storedObject } from '../kernel/stored.ts';
import { defined } from '../kernel/members.ts';

const count = z.number().int().min(1).max(1000);

/** SMS limits and prices of a city. */
export const smsSettings = storedObject({
  /** News of complaints to one phone. Above the cap they wait for the next hour, the newest of each complaint. */
  newsPerHour: count,
  newsPerDay: count,
  /** Replies to one phone's SMS. Above the cap they are dropped, because two machines may be talking. */
  repliesPerHour: count,
  repliesPerDay: count,
  /** Price of one SMS in US$, by the operator's list. */
  priceUsd: z.number().positive().max(10),
  /** US$ a day. An alarm goes off at 80 %; above the budget only replies, receipts, answers and closings are sent. */
  dailyBudgetUsd: z.number().positive().max(100_000),
});
export type SmsSettings = z.infer<typeof smsSettings>;

/** Ambon files hundreds of complaints a year: US$ 50 pay for 125 SMS, ten times a busy day. */
const defaultSmsSettings: SmsSettings = {
  newsPerHour: 4,
  newsPerDay: 12,
  repliesPerHour: 20,
  repliesPerDay: 60,
  priceUsd: 0.4,
  dailyBudgetUsd: 50,
};

type Own = { [K in keyof SmsSettings]?: SmsSettings[K] | undefined };

/** Returns a city's settings, with defaults for those it does not set. */
export const smsSettingsOf = ({ sms }: { sms?: Own | undefined }): SmsSettings =>
  smsSettings.parse({ ...defaultSmsSettings, ...defined(sms ?? {}) });

/** News of a complaint, or the reply to an SMS. */
export type SmsKind = 'news' | 'reply';

/** Returns the caps of a kind of SMS. */
export const capsOf = (settings: SmsSettings, kind: SmsKind): { perHour: number; perDay: number } =>
  kind === 'reply'
    ? { perHour: settings.repliesPerHour, perDay: settings.repliesPerDay }
    : { perHour: settings.newsPerHour, perDay: settings.newsPerDay };

/** Returns the number of SMS that a day's budget pays for. */
export const paidPerDay = ({ dailyBudgetUsd, priceUsd }: SmsSettings): number =>
  Math.max(1, Math.floor(dailyBudgetUsd / priceUsd + 1e-9));
