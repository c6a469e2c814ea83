/** Classifies a text from a sender who has no report yet. */
import type { Area } from '../../../functions/domain/city/records.ts';
import { parseSms } from '../../../functions/domain/sms/grammar.ts';
import { findPlace } from '../../../functions/domain/recognition/place.ts';
import { hasSubstance, tellingWords } from '../../../functions/domain/sms/substance.ts';

/** `question`: asks for the place or the problem. `command`: read as a command, which such a sender hardly meant. */
export const outcomes = ['report', 'question', 'help', 'command'] as const;
export type Outcome = (typeof outcomes)[number];

export function outcomeOf(text: string, areas: readonly Area[]): Outcome {
  const intent = parseSms(text, 'AMB');
  const report = intent.kind === 'command' ? intent.orReport : intent.kind === 'report' ? intent : undefined;
  if (!report) return intent.kind === 'command' && intent.command !== 'help' ? 'command' : 'help';
  if (tellingWords(report.text) === 0) return 'help';
  return hasSubstance(report.text) && findPlace(report.text, areas).named ? 'report' : 'question';
}

export type Tally = Record<Outcome, number>;

export function tally(texts: readonly string[], areas: readonly Area[]): Tally {
  const counts: Tally = { report: 0, question: 0, help: 0, command: 0 };
  for (const text of texts) counts[outcomeOf(text, areas)] += 1;
  return counts;
}
