/** Tells whom to call before anything else, when an SMS tells of a danger. What the SMS does, it does as usual. */
import type { Danger } from '../city/emergency.ts';
import type { Situation, Turn } from './dialogue.ts';
import type { ReplyTemplate } from './reply-templates.ts';

/** A phone is told once in this time: its next SMS are answered as usual, and help is not called twice by our words. */
const onceMs = 3_600_000;

/** Returns the turn with its danger. Who has opted out is told all the same, since it may save a life. */
export function withDanger<T extends Turn>(turn: T, danger: Danger | undefined, { now }: Pick<Situation, 'now'>): T {
  if (!danger) return turn;
  const { act, state, reply } = turn;
  const known = { ...turn, ...(act ? { act: { ...act, danger } } : {}) };
  if (state.dangerToldAt !== undefined && now.getTime() - Date.parse(state.dangerToldAt) < onceMs) return known;
  // A list that is not sent cannot be answered by a digit.
  const { list: _, ...rest } = state;
  const complaintId = reply?.complaintId ?? (act?.kind === 'act' ? act.complaint.id : undefined);
  return {
    ...known,
    state: { ...rest, dangerToldAt: now.toISOString() },
    reply: {
      template: templateOf(turn),
      ...(complaintId === undefined ? {} : { complaintId }),
      call: danger.call,
    },
  };
}

function templateOf({ act, state }: Turn): ReplyTemplate {
  if (!act) return 'danger-call';
  if (act.kind === 'act') return 'danger-noted';
  return state.question ? 'danger-where' : 'danger';
}
