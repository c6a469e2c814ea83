/** Whether one more SMS may go: the phone's caps, and the day's budget. What is counted here has been spent, whatever SNS says then. */
import type { City } from '../domain/directory.ts';
import { capsOf, paidPerDay, smsSettingsOf, type SmsKind } from '../domain/sms-limits.ts';
import type { SmsTemplate } from '../domain/orders.ts';
import { localTime } from '../domain/zone.ts';
import type { Deps } from './deps.ts';

/** Sent though the day's budget is used up; replies to an SMS are too. */
const essential: ReadonlySet<SmsTemplate> = new Set(['received', 'received-forwarded', 'answered', 'closed']);

/** From here the alarm of the budget goes off. */
const alarmPercent = 80;

export type Verdict = 'ok' | 'capped' | 'spend';

export async function maySend(
  { counters, clock, count }: Pick<Deps, 'counters' | 'clock' | 'count'>,
  { city, mac, template }: { city: City; mac: string | undefined; template: SmsTemplate | 'reply' },
): Promise<Verdict> {
  const settings = smsSettingsOf(city);
  const { date, time } = localTime(city.zone, clock.now());
  const kind: SmsKind = template === 'reply' ? 'reply' : 'news';
  const when = { kind, day: date, hour: time.slice(0, 2) };
  // A training calendar runs days in seconds: caps by the clock would hold everything.
  const capped = city.trainingDay === undefined && mac !== undefined;
  if (capped && !(await counters.countPhone(mac, when, capsOf(settings, kind)))) return 'capped';

  const paid = paidPerDay(settings);
  const free = template === 'reply' || essential.has(template);
  const sent = await counters.countCity(date, free ? undefined : paid);
  const percent = sent === undefined ? 100 : Math.round((100 * sent) / paid);
  // Only when it matters: a metric that is published on a quiet day costs money on a quiet day.
  if (percent >= alarmPercent) count('SmsBudgetPercent', percent);
  return sent === undefined ? 'spend' : 'ok';
}
