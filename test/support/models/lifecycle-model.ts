/** The table of docs/service.md#states-and-actions written down a second time, from the design and not from the code: what each command must come to. */
import type { Complaint } from '../../../functions/domain/complaint/complaint.ts';
import type { Command } from '../../../functions/domain/complaint/command.ts';
import { ambon } from '../ambon.ts';

const daysOff = new Set(ambon.calendar.flatMap((y) => y.holidays.map((h) => h.date)));

/** `<state> <action> <who> <next>`; `any` state comes last, `same` stays. */
const rows = `
RECEIVED    verify   coordinator        FORWARDED
RECEIVED    forward  system             FORWARDED
RECEIVED    keep     coordinator        IN_PROGRESS
RECEIVED    complete reporter           same
RECEIVED    ask      coordinator        NEEDS_INFO
RECEIVED    archive  coordinator        ARCHIVED
RECEIVED    merge    coordinator        DUPLICATE
RECEIVED    withdraw reporter           WITHDRAWN
RECEIVED    classify coordinator        same
NEEDS_INFO  classify coordinator        same
FORWARDED   classify coordinator        same
FORWARDED   propose  owner              same
RETURNED    classify coordinator        same
IN_PROGRESS classify coordinator        same
IN_PROGRESS propose  owner              same
NEEDS_INFO  reply    reporter           before
NEEDS_INFO  archive  coordinator,system ARCHIVED
NEEDS_INFO  withdraw reporter           WITHDRAWN
FORWARDED   respond  owner              IN_PROGRESS
FORWARDED   answer   owner              ANSWERED
FORWARDED   promise  owner              SCHEDULED
FORWARDED   ask      owner              NEEDS_INFO
FORWARDED   return   owner              RETURNED
FORWARDED   merge    coordinator        DUPLICATE
FORWARDED   withdraw reporter           WITHDRAWN
RETURNED    reroute  coordinator        FORWARDED
RETURNED    assign   arbiter            FORWARDED
RETURNED    archive  coordinator        ARCHIVED
RETURNED    withdraw reporter           WITHDRAWN
IN_PROGRESS update   owner,contributor  same
IN_PROGRESS answer   owner              ANSWERED
IN_PROGRESS promise  owner              SCHEDULED
IN_PROGRESS ask      owner              NEEDS_INFO
IN_PROGRESS return   owner              RETURNED
IN_PROGRESS merge    coordinator        DUPLICATE
IN_PROGRESS withdraw reporter           WITHDRAWN
SCHEDULED   update   owner,contributor  same
SCHEDULED   answer   owner              ANSWERED
SCHEDULED   promise  owner              SCHEDULED
SCHEDULED   resume   system             IN_PROGRESS
SCHEDULED   object   reporter           IN_PROGRESS
SCHEDULED   withdraw reporter           WITHDRAWN
ANSWERED    update   owner,contributor  same
ANSWERED    accept   reporter           CLOSED
ANSWERED    object   reporter           IN_PROGRESS
ANSWERED    close    system             CLOSED
ANSWERED    finish   coordinator        CLOSED
ANSWERED    withdraw reporter           WITHDRAWN
WITHDRAWN   restore  reporter           before
CLOSED      rate     reporter           same
CLOSED      reopen   reporter           IN_PROGRESS
DUPLICATE   unmerge  coordinator        before
ARCHIVED    restore  coordinator        before
any         verify   coordinator,owner  same
any         note     staff              same
any         restrict staff              same
any         privacy  reporter           same
any         comment  reporter           same
any         attach   reporter,staff     same`
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+/) as [string, string, string, string]);

const textRequired = new Set([
  'ask',
  'reply',
  'return',
  'update',
  'answer',
  'promise',
  'object',
  'reopen',
  'note',
  'propose',
  'comment',
  'complete',
]);
const noText = new Set([
  'forward',
  'close',
  'resume',
  'privacy',
  'involve',
  'release',
  'recalculate',
  'revive',
  'unreachable',
  'reachable',
  'attach',
]);
const underWay = ['FORWARDED', 'IN_PROGRESS', 'SCHEDULED', 'NEEDS_INFO', 'ANSWERED'];

/** Next state, or the name of the error that must refuse the command. `day` is the local day on which it is asked. */
export function expectedOf(before: Complaint, asked: Command, { day, at }: { day: string; at: string }): string {
  if (asked.expectedVersion !== undefined && asked.expectedVersion !== before.version) return 'Conflict';
  const open = !['CLOSED', 'DUPLICATE', 'ARCHIVED', 'WITHDRAWN'].includes(before.state);
  const helping = underWay.includes(before.state);
  const more: [string, string, string, string][] = [
    ...(open ? (['revive', 'recalculate', 'unreachable', 'reachable'] as const) : []).map(
      (a): [string, string, string, string] => ['any', a, 'system', 'same'],
    ),
    ...(helping ? (['involve', 'release'] as const) : []).map((a): [string, string, string, string] => [
      'any',
      a,
      'coordinator,owner',
      'same',
    ]),
  ];
  // An answer that promises the work is a row of its own.
  const wanted = asked.action === 'answer' && asked.outcome === 'scheduled' ? 'promise' : asked.action;
  const row = [...rows, ...more].find(([s, a]) => a === wanted && (s === 'any' || s === before.state));
  if (!row) return 'Conflict';
  const [, action, who, next] = row;
  if (!asked.parties.some((p) => who.split(',').includes(p))) return 'Forbidden';
  if (hindrance(before, action, { day, at })) return 'Conflict';
  const blank = !asked.text?.trim();
  if (textRequired.has(action) && blank) return 'InvalidInput';
  if (noText.has(action) && asked.text !== undefined) return 'InvalidInput';
  const then = next === 'same' ? before.state : next === 'before' ? (before.before?.at(-1)?.state ?? '?') : next;
  return outcomeFault(asked, day) ?? fieldFault(before, asked) ?? then;
}

/** Two hops, then an arbiter, whose agency may not return; thirty working days to reopen. */
function hindrance(c: Complaint, action: string, { day, at }: { day: string; at: string }): boolean {
  // A promise may be postponed once.
  // Silence closes what could be read; the coordinator what could not, a month later.
  const unread = c.contact === 'none' || c.contact === 'landline' || c.unreachableAt !== undefined;
  if (action === 'classify' || action === 'propose') return c.answeredAt !== undefined;
  if (action === 'close') return unread;
  if (action === 'finish') return !unread || Date.parse(at) < Date.parse(c.answeredAt ?? '') + 30 * 86_400_000;
  if (action === 'promise') return c.postponed === 1;
  if (action === 'reroute') return (c.hops ?? 0) === 2;
  if (action === 'assign') return (c.hops ?? 0) < 2;
  if (action === 'return') return c.settled === true;
  if (action === 'verify') return c.verifiedAt !== undefined && c.state !== 'RECEIVED';
  if (action === 'involve') return c.contributing?.length === 5;
  if (action === 'release') return !c.contributing?.length;
  if (action === 'attach') return c.attachments?.length === 5;
  if (action === 'restore' && c.state === 'WITHDRAWN')
    return Date.parse(at) - Date.parse(c.closedAt ?? '') > 7 * 86_400_000;
  if (action === 'reopen') return workingDaysBetween(localDay(c.closedAt ?? ''), dayBefore(day)) >= 30;
  return false;
}

const localDay = (instant: string): string => new Date(Date.parse(instant) + 9 * 3_600_000).toISOString().slice(0, 10);

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** Working days of Ambon in (a, b], counted day by day. */
function workingDaysBetween(a: string, b: string): number {
  let count = 0;
  for (let at = Date.parse(a) + 86_400_000; at <= Date.parse(b); at += 86_400_000) {
    const date = new Date(at);
    const off = [0, 6].includes(date.getUTCDay()) || daysOff.has(date.toISOString().slice(0, 10));
    if (!off) count += 1;
  }
  return count;
}

/** Each outcome has its own field; a promise lies at most sixty working days ahead. */
function outcomeFault({ action, outcome, scheduledOn, cannotCode }: Command, day: string): string | undefined {
  if (action !== 'answer') return (outcome ?? scheduledOn) ? 'InvalidInput' : undefined;
  const promises = outcome === 'scheduled';
  if (promises !== (scheduledOn !== undefined)) return 'InvalidInput';
  if ((outcome === 'cannot') !== (cannotCode !== undefined)) return 'InvalidInput';
  if (scheduledOn === undefined) return undefined;
  return scheduledOn <= day || workingDaysBetween(day, scheduledOn) > 60 ? 'InvalidInput' : undefined;
}

function fieldFault(before: Complaint, asked: Command): string | undefined {
  const { action, agencyId, rating, anonymous, confidential, attachment } = asked;
  const goesForward = before.state === 'RECEIVED' && (action === 'verify' || action === 'forward');
  if (goesForward && agencyId === undefined && before.autoForwardTo === undefined) return 'InvalidInput';
  if ((action === 'reroute' || action === 'assign') && agencyId === undefined) return 'InvalidInput';
  if (action === 'propose' && asked.class === undefined) return 'InvalidInput';
  if (action === 'classify' && (asked.class ?? before.class) === before.class) return 'InvalidInput';
  if (action === 'archive' && asked.reasonCode === undefined) return 'InvalidInput';
  if (action === 'merge' && (asked.parentId === undefined || asked.parentId === before.id)) return 'InvalidInput';
  const helper = asked.contributingAgencyId;
  const helps = before.contributing?.includes(helper ?? '') ?? false;
  if (action === 'release' && !helps) return 'InvalidInput';
  if (action === 'involve' && (helper === undefined || helps || helper === before.agencyId)) return 'InvalidInput';
  if (action === 'rate' && rating === undefined) return 'InvalidInput';
  if (action === 'attach' && !attachment) return 'InvalidInput';
  const nothing = anonymous === undefined && confidential === undefined;
  if ((action === 'privacy' || action === 'restrict') && nothing) return 'InvalidInput';
  if (action === 'restrict' && (anonymous === false || confidential === false)) return 'InvalidInput';
  return undefined;
}
