/** Classifies a text from a sender who has no report yet. */
import { readSms } from '../../../functions/domain/sms/grammar.ts';
import { hasSubstance, type CityWords } from '../../../functions/domain/sms/said.ts';

/** `question`: asks for the place or the problem. `command`: read as a command, which such a sender hardly meant. */
export const outcomes = ['report', 'question', 'help', 'command'] as const;
export type Outcome = (typeof outcomes)[number];

export function outcomeOf(text: string, city: CityWords): Outcome {
  const { intent } = readSms(text, city);
  const report = intent.kind === 'command' ? intent.orReport : intent.kind === 'report' ? intent : undefined;
  if (!report) return intent.kind === 'command' && intent.command !== 'help' ? 'command' : 'help';
  if (report.telling === 0) return 'help';
  return hasSubstance(report) && report.place.named ? 'report' : 'question';
}

export type Tally = Record<Outcome, number>;

export function tally(texts: readonly string[], city: CityWords): Tally {
  const counts: Tally = { report: 0, question: 0, help: 0, command: 0 };
  for (const text of texts) counts[outcomeOf(text, city)] += 1;
  return counts;
}
