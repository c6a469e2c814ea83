/** The seeded city of Ambon as tests need it: its calendar, its one policy, and the rules of an instant. */
import { createCalendar } from '../../functions/domain/deadlines/calendar.ts';
import type { DecisionRules } from '../../functions/domain/complaint/command.ts';
import type { CityWords } from '../../functions/domain/sms/said.ts';
import { dangerIn } from '../../functions/domain/recognition/danger.ts';
import type { FindDanger } from '../../functions/domain/recognition/ports.ts';
import { loadCityData } from '../../lib/city/index.ts';

export const ambon = loadCityData('ambon');

/** The words of Ambon, as an SMS is read. */
export const ambonWords: CityWords = { ...ambon, idPrefix: ambon.city.idPrefix, keyword: 'ambon' };

export const ambonCalendar = createCalendar(ambon.city, ambon.calendar);

/** By Ambon's danger words. */
export const findDangerInAmbon: FindDanger = (text) => dangerIn(text, ambon.danger);

export const ambonPolicy = ambon.policies[0]!;

/** Local time in Ambon (`2026-03-13 23:50`) as an instant: WIT is UTC+9 without summer time. */
export const wit = (local: string): Date =>
  new Date(`${local.replace(' ', 'T')}${local.length > 16 ? '' : ':00'}+09:00`);

/** Rules at a local time of Ambon. */
export const rulesAt = (local: string, calendar = ambonCalendar): DecisionRules => ({
  policy: ambonPolicy,
  calendar,
  now: wit(local),
  coordinatorAgencyId: ambon.city.coordinatorAgencyId,
  salt: 'salt-of-a-test',
});
