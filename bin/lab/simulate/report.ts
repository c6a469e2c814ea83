/** The report of a simulated year, as text. */
import { invariants } from './invariants.ts';
import { count, type Counts, type Tally } from './tally.ts';

/** Chains printed in full; the rest is counted. */
const mostChains = 5;

/** Invariants checked besides those of a history. */
const others = [
  'a late timer does nothing',
  'a refused action changes nothing',
  'what is stored is what happened',
  'an open complaint is never forgotten',
  'statistics are exact',
];

export function reportOf(tally: Tally): string {
  const { timers } = tally;
  return [
    title('Complaints', `${tally.filed} filed, ${sum(tally.events)} events`),
    bars(tally.states),
    title('Stages that ended', 'working days: median, 90 of 100, longest'),
    ...Object.entries(tally.stageDays).map(([state, days]) => stageLine(state, days)),
    title('Escalation steps', `${sum(tally.steps)} fired, ${tally.vacant} offices found vacant`),
    bars(tally.steps),
    title('Escalations by level', 'who was told that a due had passed'),
    bars(byOffice(tally.steps)),
    title('Messages owed', `${sum(tally.messages)}`),
    bars(tally.messages),
    title('Timers', `${timers.started} started`),
    `  ${timers.lost} lost, ${timers.revived} revived by the sweep, ${timers.notStopped} not stopped, ${timers.lateWakes} woke too late and did nothing`,
    title('Decrees', `${tally.deadlinesMoved} complaints had a deadline or a wake moved`),
    title('Refused', `${sum(tally.refused)} actions`),
    bars(tally.refused),
    title('Invariants', `checked on ${tally.checked} complaints`),
    ...[...Object.keys(invariants), ...others].map((name) => invariantLine(name, tally)),
    ...tally.violations.slice(0, mostChains).map(violationText),
    '',
    tally.violations.length === 0 ? 'No violation.' : `${tally.violations.length} violations.`,
  ].join('\n');
}

/** Counts, for each office, the escalation steps that told it. */
function byOffice(steps: Counts): Counts {
  const offices: Counts = {};
  for (const [name, n] of Object.entries(steps)) {
    const [, , act, office] = name.split(' ');
    if (act === 'escalate' && office !== undefined) count(offices, office, n);
  }
  return offices;
}

const title = (name: string, note: string): string => `\n${name}: ${note}`;
const sum = (counts: Counts): number => Object.values(counts).reduce((a, b) => a + b, 0);

function bars(counts: Counts): string {
  const sorted = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const most = sorted[0]?.[1] ?? 1;
  const width = Math.max(0, ...sorted.map(([name]) => name.length));
  return sorted
    .map(([name, n]) => `  ${name.padEnd(width)} ${String(n).padStart(7)} ${'#'.repeat(Math.ceil((30 * n) / most))}`)
    .join('\n');
}

function stageLine(state: string, days: number[]): string {
  const sorted = days.toSorted((a, b) => a - b);
  const at = (share: number): string => String(sorted[Math.ceil(share * sorted.length) - 1] ?? 0).padStart(5);
  return `  ${state.padEnd(12)} ${String(days.length).padStart(7)} ${at(0.5)} ${at(0.9)} ${at(1)}`;
}

function invariantLine(name: string, { violations }: Tally): string {
  const broken = violations.filter((v) => v.invariant === name).length;
  return `  ${broken === 0 ? 'holds ' : 'BROKEN'} ${name}${broken === 0 ? '' : ` (${broken})`}`;
}

const violationText = ({ invariant, fault, chain }: Tally['violations'][number]): string =>
  [`\nBROKEN: ${invariant}: ${fault}`, ...chain.map((line) => `  ${line}`)].join('\n');
