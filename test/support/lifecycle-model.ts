/** The table of domain.md b4 written down a second time, from the design and not from the code: what each command must come to. */
import type { Complaint } from '../../functions/domain/complaint.ts';
import type { Command } from '../../functions/domain/transition.ts';

/** `<state> <action> <who> <next>`; `any` state comes last, `same` stays. */
const rows = `
RECEIVED    verify   coordinator        FORWARDED
RECEIVED    forward  system             FORWARDED
RECEIVED    keep     coordinator        IN_PROGRESS
RECEIVED    complete reporter           same
FORWARDED   respond  owner              IN_PROGRESS
FORWARDED   answer   owner              ANSWERED
IN_PROGRESS update   owner              same
IN_PROGRESS answer   owner              ANSWERED
ANSWERED    update   owner              same
ANSWERED    accept   reporter           CLOSED
ANSWERED    object   reporter           IN_PROGRESS
ANSWERED    close    system             CLOSED
CLOSED      rate     reporter           same
any         verify   coordinator,owner  same
any         note     staff              same
any         restrict staff              same
any         privacy  reporter           same
any         comment  reporter           same
any         attach   reporter,staff     same`
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+/) as [string, string, string, string]);

const textRequired = new Set(['update', 'answer', 'object', 'note', 'comment', 'complete']);
const noText = new Set(['forward', 'close', 'privacy', 'revive', 'attach']);

/** Next state, or the name of the error that must refuse the command. */
export function expectedOf(before: Complaint, asked: Command): string {
  if (asked.expectedVersion !== undefined && asked.expectedVersion !== before.version) return 'Conflict';
  const open = !['CLOSED', 'DUPLICATE', 'ARCHIVED', 'WITHDRAWN'].includes(before.state);
  const revive: [string, string, string, string][] = open ? [[before.state, 'revive', 'system', 'same']] : [];
  const row = [...rows, ...revive].find(([s, a]) => a === asked.action && (s === 'any' || s === before.state));
  if (!row) return 'Conflict';
  const [, action, who, next] = row;
  if (!asked.parties.some((p) => who.split(',').includes(p))) return 'Forbidden';
  const blank = !asked.text?.trim();
  if (textRequired.has(action) && blank) return 'InvalidInput';
  if (noText.has(action) && asked.text !== undefined) return 'InvalidInput';
  return fieldFault(before, asked) ?? (next === 'same' ? before.state : next);
}

function fieldFault(
  before: Complaint,
  { action, agencyId, rating, anonymous, confidential, attachment }: Command,
): string | undefined {
  const goesForward = before.state === 'RECEIVED' && (action === 'verify' || action === 'forward');
  if (action === 'verify' && before.verifiedAt !== undefined) return 'Conflict';
  if (goesForward && agencyId === undefined && before.autoForwardTo === undefined) return 'InvalidInput';
  if (action === 'rate' && rating === undefined) return 'InvalidInput';
  if (action === 'attach' && !attachment) return 'InvalidInput';
  if (action === 'attach' && before.attachments?.length === 5) return 'Conflict';
  const nothing = anonymous === undefined && confidential === undefined;
  if ((action === 'privacy' || action === 'restrict') && nothing) return 'InvalidInput';
  if (action === 'restrict' && (anonymous === false || confidential === false)) return 'InvalidInput';
  return undefined;
}
