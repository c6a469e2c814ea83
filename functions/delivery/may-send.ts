/** Decides whether one more SMS may go by the phone's caps and the day's budget. The count of an SMS that was certainly not sent is given back. */
import type { City } from '../domain/city/records.ts';
import { capsOf, paidPerDay, smsSettingsOf, type SmsKind } from '../domain/city/sms-limits.ts';
import type { SmsTemplate } from '../domain/messages/templates.ts';
import { localTime } from '../domain/kernel/zone.ts';
import type { Publish } from './compose.ts';
import type { Deps } from './deps.ts';

/** Templates that are sent although the day's budget is used up, as replies to an SMS are. */
const essential: ReadonlySet<SmsTemplate | 'digest'> = new Set([
  'received',
  'received-forwarded',
  'answered',
  'closed',
]);

/** Percentage of the budget at which its alarm fires. */
const alarmPercent = 80;

export type Verdict = 'ok' | 'capped' | 'spend';

type Asked = { city: City; mac: string | undefined; template: SmsTemplate | 'reply' | 'digest' };

/** Returns the counters of an SMS. Under a training calendar, whose days last seconds, a phone has no caps: they would hold everything. */
function counted({ clock }: Pick<Deps, 'clock'>, { city, mac, template }: Asked) {
  const { date, time } = localTime(city.zone, clock.now());
  const kind: SmsKind = template === 'reply' ? 'reply' : 'news';
  return { when: { kind, day: date, hour: time.slice(0, 2) }, phone: city.trainingDay === undefined ? mac : undefined };
}

export async function maySend(deps: Pick<Deps, 'counters' | 'clock' | 'count'>, asked: Asked): Promise<Verdict> {
  const { counters, count } = deps;
  const { city, template } = asked;
  const settings = smsSettingsOf(city);
  const { when, phone } = counted(deps, asked);
  if (phone !== undefined && !(await counters.countPhone(phone, when, capsOf(settings, when.kind)))) return 'capped';

  const paid = paidPerDay(settings);
  const free = template === 'reply' || essential.has(template);
  const sent = await counters.countCity(when.day, free ? undefined : paid);
  const percent = sent === undefined ? 100 : Math.round((100 * sent) / paid);
  // Published only when it matters, because a metric on a quiet day costs money on a quiet day.
  if (percent >= alarmPercent) count('SmsBudgetPercent', percent);
  if (sent !== undefined) return 'ok';
  // Not sent, so its count is given back, or it would hold an essential SMS.
  await counters.giveBack({ phone, city: false }, when);
  return 'spend';
}

/** Gives a publish's count back when nothing was sent, so that neither an outage nor refused numbers use up the day's budget. */
export function refunding(deps: Pick<Deps, 'counters' | 'clock'>, asked: Asked, publish: Publish): Publish {
  const { when, phone } = counted(deps, asked);
  return async () => {
    const result = await publish();
    if (result.outcome !== 'accepted') await deps.counters.giveBack({ phone, city: true }, when);
    return result;
  };
}
