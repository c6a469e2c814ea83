/** Makes the turn of a command. */
import type { Complaint } from '../complaint/complaint.ts';
import { codeOf } from '../complaint/act-code.ts';
import { applyChoice, choose, stop } from './apply-choice.ts';
import { meant, reopenable } from './choices.ts';
import type { Choice, Reply, Situation, Turn } from './dialogue.ts';
import type { CommandIntent } from './intent.ts';
import { onReport } from './turn-report.ts';

export function onCommand(intent: CommandIntent, situation: Situation): Turn {
  const { state } = situation;
  const { command } = intent;
  switch (command) {
    case 'help':
      return { state, reply: { template: 'help' } };
    case 'stop':
      return stop(intent.code, situation);
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
  const { state, own, named } = situation;
  const said = { text: intent.text, rating: intent.rating, doubt: intent.doubt, code: intent.code };
  if (intent.id !== undefined || intent.unknownId)
    return named ? applyChoice(choice, named, said, situation) : { state, reply: { template: 'not-found' } };
  const fitting = meant(choice, own);
  // A refusal with words after closing may be a new report: turn-hint.ts offers the choice.
  const candidates = choice === 'object' && fitting.length === 0 && said.text === '' ? reopenable(own) : fitting;
  const byCode = said.code === undefined ? [] : candidates.filter((c) => codeOf(c) === said.code);
  if (candidates.length > 0) return choose(choice, byCode.length === 1 ? byCode : candidates, said, situation);
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
