/** A policy's clocks and their ladders, one line each. */
import type { EscalationStep, Policy } from '../../../functions/domain/city/policy.ts';
import { lookUp } from '../../../functions/domain/kernel/stored.ts';
import { states } from '../../../functions/domain/complaint/lifecycle.ts';
import { rows } from '../../../functions/domain/complaint/lifecycle-rows.ts';
import { table } from './table.ts';

export function clockTable({ clocks, tracks, total, reopenWindow }: Policy): string {
  const totals = Object.entries(tracks).map(([track, limit]) => `${limit} wd ${track}`);
  return table(
    ['clock', 'starts', 'limit', 'escalation steps'],
    [
      ...Object.entries(clocks).map(([name, { limit, cutByTotal, rungs }]) => [
        name,
        startsAt(name),
        (limit === undefined ? 'the rest of the total' : `${limit} wd`) +
          (cutByTotal && limit ? ', cut by the total' : ''),
        rungs.length > 0 ? rungs.map(stepText).join(' · ') : 'those of the total',
      ]),
      ['scheduled', startsAt('scheduled'), 'the promised day', 'due: back in progress'],
      ['total', 'receipt', totals.join(', '), total.rungs.map(stepText).join(' · ')],
      ['reopen window', 'closing', `${reopenWindow} wd`, '–'],
    ],
  );
}

/** The states that start a clock, and the actions that do. */
function startsAt(clock: string): string {
  const byState = Object.entries(states).flatMap(([name, { clock: own }]) => (own === clock ? [name] : []));
  const byAction = rows.flatMap((row) => (row.clock === clock ? [row.action] : []));
  return [...byState, ...new Set(byAction)].join(', ');
}

function stepText(step: EscalationStep): string {
  const { at, act } = step;
  const when =
    'wd' in at ? `${at.wd} wd` : 'percent' in at ? `${at.percent} %` : at.afterDue === 0 ? 'due' : `+${at.afterDue} wd`;
  const office = 'office' in step ? step.office : '';
  const what = lookUp(
    {
      remind: `${office} (yellow)`,
      escalate: `${office} (red)`,
      'remind-reporter': 'reminder to the reporter',
      archive: 'archived as incomplete',
      close: 'closed',
      resume: 'back in progress',
      'hand-over': 'Ombudsman hand-over file, reporter told',
    },
    act,
  );
  return `${when}: ${what}`;
}
