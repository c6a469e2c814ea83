/** Random lives of a complaint for properties: commands by anybody, right and wrong, hours or weeks apart, with the timers that wake meanwhile. */
import * as fc from 'fast-check';
import { recordBreaches, scheduleOf } from '../../../functions/domain/complaint/schedule.ts';
import { linesOf } from '../../../bin/lab/simulate/invariants.ts';
import type { Change, Complaint } from '../../../functions/domain/complaint/complaint.ts';
import { action, party, type Action, type Party } from '../../../functions/domain/complaint/lifecycle.ts';
import type { Command, DecisionRules } from '../../../functions/domain/complaint/command.ts';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import { ambonCalendar, ambonPolicy, rulesAt } from '../ambon.ts';
import { command, filed } from '../complaints.ts';
import { commandOf } from './ladders.ts';

/** What a property sees of one command: the facts it made, or why it was refused. */
export type Outcome = {
  /** A copy from before the command, and the very object that was given to it. */
  before: Complaint;
  beforeStill: Complaint;
  command: Command;
  /** Local day on which it was asked, and the instant. */
  day: string;
  at: string;
  changes: Change[];
  refusal?: Error;
  /** True for a timer's wake, which asks for no command of its own. */
  woke?: true;
};
export type Life = { changes: Change[]; outcomes: Outcome[]; [fc.toStringMethod](): string };

type Move = { hours: number; wanted: Action | 'wake'; by: Party; fields: Partial<Command>; behind: boolean };

/** Actions that only timers take: they come by `wake`, with the step that is then due. */
const byTimer = new Set<Action>(['file', 'remind', 'escalate', 'hand-over']);

const fields = fc.record(
  {
    text: fc.constantFrom('Sudah diperbaiki.', '   ', '😀'),
    agencyId: fc.constantFrom('dinas-perhubungan', 'dinas-pupr'),
    track: fc.constantFrom('information', 'ordinary', 'inspection' as const),
    reasonCode: fc.constantFrom('spam', 'too-general' as const),
    outcome: fc.constantFrom('done', 'explained', 'cannot', 'scheduled' as const),
    cannotCode: fc.constant('budget' as const),
    scheduledOn: fc.constantFrom('2026-02-02', '2026-04-30', '2026-07-01'),
    parentId: fc.constant('AMB-234567C'),
    contributingAgencyId: fc.constantFrom('dinas-perhubungan', 'dinas-pupr', 'bpbd'),
    class: fc.constantFrom('aspirasi', 'pengaduan', 'permintaan-informasi' as const),
    rating: fc.integer({ min: 1, max: 5 }),
    anonymous: fc.boolean(),
    confidential: fc.boolean(),
    attachment: fc.constant({ id: 'AAAAAAAAAAAAAAAA', type: 'image/png' as const, bytes: 9, sha256: 'x' }),
  },
  { requiredKeys: [] },
);

const move: fc.Arbitrary<Move> = fc.record({
  hours: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 24, max: 24 * 30 })),
  wanted: fc.constantFrom('wake', ...action.options.filter((a) => !byTimer.has(a))),
  by: fc.constantFrom(...party.options),
  fields,
  behind: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});

/** Moves that the present state allows, so that lives get somewhere; see `wished`. */
const likely: Record<string, [Action, Party][]> = {
  RECEIVED: [
    ['verify', 'coordinator'],
    ['forward', 'system'],
    ['keep', 'coordinator'],
    ['ask', 'coordinator'],
    ['merge', 'coordinator'],
  ],
  NEEDS_INFO: [
    ['reply', 'reporter'],
    ['withdraw', 'reporter'],
    ['archive', 'coordinator'],
  ],
  FORWARDED: [
    ['classify', 'coordinator'],
    ['respond', 'owner'],
    ['answer', 'owner'],
    ['ask', 'owner'],
    ['return', 'owner'],
    ['involve', 'owner'],
  ],
  RETURNED: [
    ['reroute', 'coordinator'],
    ['reroute', 'coordinator'],
    ['assign', 'arbiter'],
    ['archive', 'coordinator'],
  ],
  IN_PROGRESS: [
    ['answer', 'owner'],
    ['update', 'contributor'],
    ['return', 'owner'],
    ['release', 'coordinator'],
    ['merge', 'coordinator'],
  ],
  SCHEDULED: [
    ['answer', 'owner'],
    ['object', 'reporter'],
    ['update', 'owner'],
    ['withdraw', 'reporter'],
  ],
  ANSWERED: [
    ['object', 'reporter'],
    ['comment', 'reporter'],
    ['accept', 'reporter'],
  ],
  CLOSED: [
    ['rate', 'reporter'],
    ['reopen', 'reporter'],
    ['verify', 'coordinator'],
  ],
  DUPLICATE: [['unmerge', 'coordinator']],
  ARCHIVED: [['restore', 'coordinator']],
  WITHDRAWN: [['restore', 'reporter']],
};

const step = fc.oneof(
  { arbitrary: move.map((m) => ({ ...m, choice: undefined })), weight: 2 },
  { arbitrary: fc.tuple(move, fc.nat(5)).map(([m, choice]) => ({ ...m, choice })), weight: 3 },
);
type LifeStep = Move & { choice: number | undefined };

export const lives = fc
  .record({
    autoForwardTo: fc.option(fc.constant('bpbd'), { nil: undefined }),
    confidential: fc.boolean(),
    /** Some join another complaint, and stand by themselves once it is unmerged. */
    parentId: fc.option(fc.constant('AMB-2222222'), { nil: undefined, freq: 6 }),
    steps: fc.array(step, { minLength: 1, maxLength: 25, size: 'max' }),
  })
  .map(({ steps, autoForwardTo, ...filing }) =>
    live(
      // Whoever joins another is forwarded nowhere.
      filed('2026-01-05 09:00', { ...filing, ...(filing.parentId === undefined ? { autoForwardTo } : {}) }),
      steps,
    ),
  );

function live(start: Change, steps: readonly LifeStep[]): Life {
  // fast-check prints a counterexample by this method.
  const life: Life = { changes: [start], outcomes: [], [fc.toStringMethod]: () => told(life) };
  let hours = 0;
  for (const wished of steps) {
    hours += wished.hours;
    const now = new Date(Date.parse(start.event.at) + hours * 3_600_000);
    life.outcomes.push(perform(life, wished, { ...rulesAt('2026-01-05 09:00'), now }));
  }
  return life;
}

function perform(life: Life, { wanted, by, fields: given, behind, choice }: LifeStep, rules: DecisionRules): Outcome {
  const before = life.changes.at(-1)!.complaint;
  const [act, who] = choice === undefined ? [wanted, by] : pick(before, choice, [wanted, by]);
  if (act === 'wake') return wake(life, before, rules);
  const fromState = choice === undefined ? given : { ...helpful(act), ...withoutOutcome(act, given) };
  // An action that takes no text is not wished for with one.
  const { text, ...wordless } = fromState;
  const asked = command(act, who, {
    ...(choice !== undefined && !withText.has(act) ? wordless : fromState),
    expectedVersion: behind ? before.version - 1 : before.version,
  });
  return attempt(life, before, asked, rules);
}

const pick = (c: Complaint, choice: number, otherwise: [Action | 'wake', Party]): [Action | 'wake', Party] => {
  const ways = likely[c.state] ?? [];
  return ways[choice % Math.max(1, ways.length)] ?? otherwise;
};

const withText = new Set<Action>(['ask', 'reply', 'return', 'answer', 'update', 'object', 'reopen', 'comment']);

/** Only an answer has an outcome, and each outcome its own fields. */
function withoutOutcome(
  act: Action | 'wake',
  { outcome, scheduledOn, cannotCode, ...given }: Partial<Command>,
): Partial<Command> {
  if (act !== 'answer' || outcome === undefined) return given;
  return {
    ...given,
    outcome,
    ...(outcome === 'cannot' ? { cannotCode: cannotCode ?? 'law' } : {}),
    ...(outcome === 'scheduled' && scheduledOn !== undefined ? { scheduledOn } : {}),
  };
}

const helpful = (act: Action): Partial<Command> => ({
  ...(withText.has(act) ? { text: 'Isi pesan.' } : {}),
  ...(act === 'archive' ? { reasonCode: 'spam' } : {}),
  ...(act === 'merge' ? { parentId: 'AMB-234567C' } : {}),
  ...(act === 'involve' || act === 'release' ? { contributingAgencyId: 'dinas-perhubungan' } : {}),
  ...(act === 'verify' || act === 'reroute' || act === 'assign' ? { agencyId: 'dinas-pupr' } : {}),
  ...(act === 'rate' ? { rating: 3 } : {}),
});

function attempt(life: Life, before: Complaint, asked: Command, rules: DecisionRules): Outcome {
  const kept = structuredClone(before);
  const [day, at] = [ambonCalendar.dayOf(rules.now), rules.now.toISOString()];
  try {
    const change = decide(before, asked, rules);
    life.changes.push(change);
    return { before: kept, beforeStill: before, command: asked, day, at, changes: [change] };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { before: kept, beforeStill: before, command: asked, day, at, changes: [], refusal: error };
  }
}

/** More than all ladders have together: a step that fires for ever must fail a property, not hang it. */
const maxSteps = 20;

/** Fires what is due, as the deadline's function does; each step as one fact. */
function wake(life: Life, before: Complaint, rules: DecisionRules): Outcome {
  const outcome: Outcome = {
    before: structuredClone(before),
    beforeStill: before,
    command: command('revive', 'system'),
    day: ambonCalendar.dayOf(rules.now),
    at: rules.now.toISOString(),
    changes: [],
    woke: true,
  };
  for (let complaint = before; outcome.changes.length < maxSteps;) {
    const { next } = scheduleOf(recordBreaches(complaint, rules.now), ambonPolicy, ambonCalendar);
    if (!next || next.at > rules.now) return outcome;
    const asked = commandOf(complaint, next);
    const change = decide(complaint, asked, rules);
    life.changes.push(change);
    outcome.changes.push(change);
    complaint = change.complaint;
  }
  return outcome;
}

/** A life as a counterexample should read: what happened, day by day. */
export function told({ changes, outcomes }: Life): string {
  const facts = linesOf({ changes });
  const refused = outcomes.flatMap((o) =>
    o.refusal ? [`refused ${o.command.action} by ${o.command.parties.join()}: ${o.refusal.message}`] : [],
  );
  return ['', ...facts, ...refused].join('\n  ');
}
