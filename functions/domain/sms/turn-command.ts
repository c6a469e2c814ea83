/** Makes the turn of a command. */
import type { Complaint } from '../complaint/complaint.ts';
import { may, meant, refusalOf, reopenable, wordsFor } from './choices.ts';
import { refuse } from './refusal.ts';
import type { Choice, Reply, Situation, Turn } from './dialogue.ts';
import type { CommandIntent, Doubt } from './intent.ts';
import { onReport } from './turn-report.ts';

/** Lines of a numbered list; five fit one segment. */
const longestList = 5;

export function onCommand(intent: CommandIntent, situation: Situation): Turn {
  const { state, now } = situation;
  const { command } = intent;
  switch (command) {
    case 'help':
      return { state, reply: { template: 'help' } };
    case 'stop':
      return { state: { ...state, optedOut: state.optedOut ?? now.toISOString() }, reply: { template: 'stopped' } };
    case 'start': {
      const { optedOut: _, ...rest } = state;
      return { state: rest, reply: { template: 'started' } };
    }
    case 'answered':
      // From a citizen's number it is no command: only an officer reports an answer.
      return { state, reply: { template: 'not-found' } };
    case 'status':
    case 'read':
    case 'reply':
    case 'accept':
    case 'object':
    case 'rate':
    case 'withdraw':
    case 'anonymous':
    case 'confidential':
      return onChoice(command, intent, situation);
  }
}

function onChoice(choice: Choice, intent: CommandIntent, situation: Situation): Turn {
  const { state, own, named, now } = situation;
  const said = { text: intent.text, rating: intent.rating, doubt: intent.doubt };
  if (intent.id !== undefined || intent.unknownId)
    return named ? applyChoice(choice, named, said, situation) : { state, reply: { template: 'not-found' } };
  const fitting = meant(choice, own);
  const candidates = choice === 'object' && fitting.length === 0 && said.text === '' ? reopenable(own) : fitting;
  const [only, ...others] = candidates;
  if (only && others.length === 0) return applyChoice(choice, only, said, situation);
  if (only) {
    const ids = candidates.slice(0, longestList).map((c) => c.id);
    const { text, rating } = said;
    const list = { choice, text, ids, at: now.toISOString(), ...(rating === undefined ? {} : { rating }) };
    return { state: { ...state, list }, reply: { template: 'choose', ids } };
  }
  if (intent.orReport) return onReport(intent.orReport, situation);
  return { state, reply: nothingMeant(choice, own) };
}

/** Replies when the command fits no complaint: with the state of the only open one, or that there is none. */
function nothingMeant(choice: Choice, own: readonly Complaint[]): Reply {
  const [open, ...others] = meant('status', own);
  if (!open) return { template: 'no-report' };
  if (others.length > 0) return { template: choice === 'accept' || choice === 'object' ? 'nothing-to-judge' : 'help' };
  return { template: 'status', complaintId: open.id };
}

type Words = { text: string; rating: number | undefined; doubt?: Doubt | undefined };

/** Applies a choice to one complaint. Where that is impossible, the reply is the complaint's status. */
export function applyChoice(
  choice: Choice,
  complaint: Complaint,
  { text, rating, doubt }: Words,
  situation: Situation,
): Turn {
  const { state } = situation;
  const complaintId = complaint.id;
  const words = text === '' ? {} : { text };
  const told = (template: Reply['template']): Reply => ({ template, complaintId });
  const status: Turn = { state, reply: told('status') };
  switch (choice) {
    case 'status':
      return status;
    case 'read':
      return { state, reply: told('read') };
    case 'accept': {
      if (doubt === 'not-done') return applyChoice('object', complaint, { text, rating }, situation);
      // Unclear words close nothing: they are kept, and the status asks for SETUJU or TOLAK.
      if (doubt === 'unclear') return { ...status, act: { kind: 'act', complaint, action: wordsFor(complaint), text } };
      return may('accept', complaint)
        ? { state, act: { kind: 'act', complaint, action: 'accept', ...words }, reply: told('accepted') }
        : status;
    }
    case 'object':
      if (text === '' && refusalOf(complaint))
        return { state: asking('reason', complaintId, situation), reply: told('reason') };
      // With nothing to refuse, the words are kept as a comment.
      return (
        refuse(complaint, text, state) ?? {
          ...status,
          ...(text === '' ? {} : { act: { kind: 'act', complaint, action: wordsFor(complaint), text } }),
        }
      );
    case 'rate':
      if (!may('rate', complaint)) return status;
      return rating === undefined
        ? { state, reply: told('how-to-rate') }
        : { state, act: { kind: 'act', complaint, action: 'rate', rating, ...words }, reply: told('rated') };
    case 'reply':
      return text === ''
        ? { state: asking('words', complaintId, situation), reply: told('how-to-reply') }
        : { state, act: { kind: 'act', complaint, action: wordsFor(complaint), text }, reply: told('noted') };
    case 'withdraw':
      return may('withdraw', complaint)
        ? { state, act: { kind: 'act', complaint, action: 'withdraw', ...words }, reply: told('withdrawn') }
        : status;
    // An SMS can only raise privacy; lowering it takes the reporter's secret.
    case 'anonymous':
    case 'confidential': {
      const reply = told(`made-${choice}`);
      return complaint[choice]
        ? { state, reply }
        : { state, act: { kind: 'act', complaint, action: 'privacy', [choice]: true }, reply };
    }
  }
}

function asking(about: 'reason' | 'words', complaintId: string, { state, now }: Situation): Turn['state'] {
  const at = now.toISOString();
  return { ...state, question: { about, complaintId, askedAt: at, asked: 1 } };
}
