/**
 * The invariants of docs/service.md#invariants as functions of all that happened to a complaint: each answers what is wrong, in words; nothing
 * when it holds. The simulation asks them of every complaint, the tests of random lives.
 */
import { couldRead } from '../../../functions/domain/complaint/guards.ts';
import { isDeepStrictEqual } from 'node:util';
import { checkChain } from '../../../functions/domain/complaint/chain.ts';
import {
  complaint as complaintSchema,
  event as eventSchema,
  executionName,
  type Change,
  type Complaint,
} from '../../../functions/domain/complaint/complaint.ts';

/** The facts of one complaint, from its filing on. */
export type History = { changes: readonly Change[] };

type Faults = (string | false | undefined)[];
type Invariant = (history: History) => Faults;

const open = (c: Complaint): boolean => !['CLOSED', 'DUPLICATE', 'ARCHIVED', 'WITHDRAWN'].includes(c.state);
const totalRuns = (c: Complaint): boolean => ['RECEIVED', 'RETURNED', 'FORWARDED', 'IN_PROGRESS'].includes(c.state);

/** An invariant of each fact and the complaint before it. */
const eachChange =
  (check: (before: Complaint, change: Change) => Faults): Invariant =>
  ({ changes }) =>
    changes
      .slice(1)
      .flatMap((change, i) =>
        check(changes[i]!.complaint, change).map((fault) => fault && `v${change.event.version}: ${fault}`),
      );

const eachState =
  (check: (c: Complaint) => Faults): Invariant =>
  ({ changes }) =>
    changes.flatMap(({ complaint }) => check(complaint).map((fault) => fault && `v${complaint.version}: ${fault}`));

export const invariants: Record<string, Invariant> = {
  'a change is one event, and its version the next': eachChange((before, { complaint, event }) => [
    complaint.version !== before.version + 1 && `version ${before.version} became ${complaint.version}`,
    event.version !== complaint.version && 'event and complaint differ in version',
    (event.from !== before.state || event.to !== complaint.state) && 'event and complaint differ in state',
    complaint.head !== event.hash && 'the head is not the newest event',
  ]),

  'what is stored is what the schemas say': ({ changes }) =>
    changes.flatMap(({ complaint, event }) => [
      complaintSchema.safeParse(complaint).error?.message,
      eventSchema.safeParse(event).error?.message,
    ]),

  'stage rises by one exactly when state or agency changes': eachChange((before, { complaint: after }) => {
    const wanted = before.state !== after.state || before.agencyId !== after.agencyId ? 1 : 0;
    return [after.stage - before.stage !== wanted && `stage ${before.stage} became ${after.stage}`];
  }),

  'a timer is told exactly when stage or n changes, and which one to stop': eachChange(
    (before, { complaint: c, event }) => {
      const renewed = c.stage !== before.stage || c.n !== before.n;
      const timer = {
        stage: c.stage,
        n: c.n,
        ...(c.nextWakeAt === undefined ? {} : { wakeAt: c.nextWakeAt }),
        ...(before.nextWakeAt === undefined ? {} : { previous: executionName(before) }),
      };
      return [
        !isDeepStrictEqual(event.timer, renewed ? timer : undefined) && `timer is ${JSON.stringify(event.timer)}`,
      ];
    },
  ),

  'no two timers share a name': ({ changes }) => {
    const names = changes.flatMap(({ complaint, event }) => (event.timer ? [executionName(complaint)] : []));
    return [new Set(names).size !== names.length && names.join(', ')];
  },

  'while a timer sleeps, no wake is wanted before it': eachChange((before, { complaint: c, event }) => [
    !event.timer &&
      c.nextWakeAt !== undefined &&
      c.nextWakeAt < (before.nextWakeAt ?? '9999') &&
      `wake is now ${c.nextWakeAt}`,
  ]),

  'no transition changes when the total began, what it was paused, or the policy': eachChange(
    (before, { complaint: c }) => [
      c.receivedAt !== before.receivedAt && 'received at another time',
      c.policyVersion !== before.policyVersion && 'another policy',
      !isDeepStrictEqual(c.pauses.slice(0, before.pauses.length), before.pauses) && 'a finished pause changed',
      // The reporter may expect a promise on its own day.
      ![c.state, before.state].includes('SCHEDULED') &&
        c.track === before.track &&
        c.calendarVersion === before.calendarVersion &&
        c.expectedOn! < before.expectedOn! &&
        `expected ${before.expectedOn}, now ${c.expectedOn}`,
    ],
  ),

  'an open complaint has one stage clock and its due, a closed one neither': eachState((c) => [
    (c.clock !== undefined) !== open(c) && 'clock',
    (c.dueAt !== undefined) !== open(c) && 'due',
    c.nextWakeAt !== undefined && !open(c) && 'a closed complaint wakes',
    c.state === 'ANSWERED' && couldRead(c) && c.nextWakeAt === undefined && 'silence would never close it',
    c.state === 'SCHEDULED' && c.nextWakeAt === undefined && 'its promised day would never come',
    (c.pausedOn === undefined) !== totalRuns(c) && 'the total stands still or runs wrongly',
  ]),

  'an open complaint has one accountable role': eachState((c) => {
    const handled = ['FORWARDED', 'IN_PROGRESS', 'SCHEDULED', 'ANSWERED'].includes(c.state);
    return [handled && c.agencyId === undefined && 'no agency is accountable'];
  }),

  'a recorded breach is moved by nothing': eachChange(({ clock, ...before }, { complaint: after }) => {
    // Words of either side start the clock of ANSWERED anew, in the same stage.
    const sameRun = clock !== undefined && after.clock?.stage === clock.stage && after.clock.from === clock.from;
    return [
      sameRun && clock.breachedOn !== undefined && after.clock?.breachedOn !== clock.breachedOn && 'of the stage',
      sameRun && clock.breachedOn !== undefined && after.dueOn !== clock.breachedOn && `the due is ${after.dueOn}`,
      before.totalBreachedOn !== undefined &&
        after.track === before.track &&
        after.totalBreachedOn !== before.totalBreachedOn &&
        'of the total',
    ];
  }),

  'only a decree moves a deadline while nothing else happens': eachChange((before, { complaint: after, event }) => [
    ['recalculate', 'revive', 'note', 'restrict', 'privacy'].includes(event.action) &&
      before.calendarVersion === after.calendarVersion &&
      (before.dueOn !== after.dueOn || before.expectedOn !== after.expectedOn) &&
      `${before.dueOn} became ${after.dueOn}`,
  ]),

  'nothing closes before an answer with a text': ({ changes }) => {
    const closed = changes.findIndex((c) => c.complaint.state === 'CLOSED');
    const answers = changes.slice(0, Math.max(0, closed)).filter((c) => c.event.action === 'answer');
    const texts = answers.filter((c) => (c.text?.text['text'] ?? '').trim() !== '');
    return [closed !== -1 && texts.length === 0 && 'closed unanswered'];
  },

  'privacy is lowered by the reporter alone': eachChange((before, { complaint: after, event }) => {
    const lowered = (before.anonymous && !after.anonymous) || (before.confidential && !after.confidential);
    return [
      lowered && (event.action !== 'privacy' || event.actor.role !== 'reporter') && `lowered by ${event.actor.role}`,
    ];
  }),

  'each escalation step fires at most once per run of its clock, in order': ({ changes }) => {
    const fired = changes.flatMap(({ event }) => (event.rung ? [event.rung] : []));
    const runs = Map.groupBy(fired, (r) => (r.clock === 'total' ? 'total' : `${r.clock}@${r.clockStage}`));
    return [...runs].map(
      ([name, steps]) => steps.some((r, i) => r.step !== i + 1) && `${name}: ${steps.map((r) => r.step).join()}`,
    );
  },

  'the chain of events verifies': ({ changes }) => {
    const texts = changes.flatMap((c) => (c.text ? [c.text] : []));
    const check = checkChain(
      changes.map((c) => c.event),
      texts,
      changes.at(-1)!.complaint.head,
    );
    return [!check.valid && `v${check.version} ${check.problem}`];
  },
};

/** Lists the faults of a history, each with the invariant it breaks. */
export const faultsOfHistory = (history: History): { invariant: string; fault: string }[] =>
  Object.entries(invariants).flatMap(([invariant, check]) =>
    check(history).flatMap((fault) => (fault ? [{ invariant, fault }] : [])),
  );

/** A history as people read it: one line per event. */
export const linesOf = ({ changes }: History): string[] =>
  changes.map(({ event: e }) => {
    const rung = e.rung ? ` ${e.rung.clock} ${e.rung.step}/${e.rung.of} ${e.rung.office ?? ''}` : '';
    const due = e.dueOn === undefined ? '' : ` due ${e.dueOn}`;
    return `${e.at} v${e.version} ${e.action}${rung} by ${e.actor.role}: ${e.from ?? '-'} -> ${e.to}${due}`;
  });
