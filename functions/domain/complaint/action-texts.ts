/** Defines the free text of each action. */
import { lookUp, type UnknownWord } from '../kernel/stored.ts';

/** Whether a text is required, optional or refused; `internal` texts are read by staff only. */
type ActionText = { need: 'required' | 'optional' | 'none'; internal?: true };

const byAction = {
  file: { need: 'required' },
  verify: { need: 'optional', internal: true },
  forward: { need: 'none' },
  keep: { need: 'optional', internal: true },
  ask: { need: 'required' },
  reply: { need: 'required' },
  respond: { need: 'optional' },
  update: { need: 'required' },
  answer: { need: 'required' },
  return: { need: 'required' },
  reroute: { need: 'optional' },
  assign: { need: 'optional' },
  involve: { need: 'none' },
  release: { need: 'none' },
  merge: { need: 'optional' },
  unmerge: { need: 'optional' },
  archive: { need: 'optional' },
  restore: { need: 'optional' },
  accept: { need: 'optional' },
  object: { need: 'required' },
  close: { need: 'none' },
  resume: { need: 'none' },
  finish: { need: 'optional' },
  reopen: { need: 'required' },
  withdraw: { need: 'optional' },
  rate: { need: 'optional' },
  note: { need: 'required', internal: true },
  classify: { need: 'optional', internal: true },
  propose: { need: 'required', internal: true },
  restrict: { need: 'optional', internal: true },
  privacy: { need: 'none' },
  comment: { need: 'required' },
  complete: { need: 'required' },
  attach: { need: 'none' },
  remind: { need: 'none' },
  escalate: { need: 'none' },
  'hand-over': { need: 'none' },
  recalculate: { need: 'none' },
  revive: { need: 'none' },
  unreachable: { need: 'none' },
  reachable: { need: 'none' },
} satisfies Record<string, ActionText>;

/** The text of each action. */
export const texts: Record<keyof typeof byAction, ActionText> = byAction;

/** True for an action whose text its reporter reads. Texts of an action of a newer release stay internal: that release says who reads them. */
export function isReadByReporter(action: keyof typeof byAction | UnknownWord): boolean {
  const text = lookUp(texts, action);
  return text !== undefined && !text.internal;
}
