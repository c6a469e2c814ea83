/** A city hall whose events are routed and whose timers wake: routing, Step Functions and escalation in memory, the clock driven. */
import { checkDeadline } from '../../functions/escalation/check-deadline.ts';
import { routeEvent } from '../../functions/routing/route-event.ts';
import { cityHall } from './city-hall.ts';
import type { DirectoryRecords } from './fakes/directory.ts';
import { wit } from './ambon.ts';

/** Step Functions wakes at whole seconds; a machine that never ends is a bug. */
const mostWakes = 500;

export function timedHall(local: string, records: Partial<DirectoryRecords> = {}) {
  const hall = cityHall(local, records);
  const routed = new Set<string>();
  const stopFailures: string[] = [];
  const routeOne = routeEvent({ ...hall, onStopFailed: (name) => void stopFailures.push(name) });
  const check = checkDeadline(hall);

  /** Brings every event that routing has not seen yet; routing's own events too. */
  async function route(): Promise<void> {
    for (let fresh = unrouted(); fresh.length > 0; fresh = unrouted()) {
      for (const [key, event] of fresh) {
        routed.add(key);
        await routeOne(event);
      }
    }
  }
  const unrouted = () => [...hall.table.events].filter(([key]) => !routed.has(key));

  /** Lets timers wake in order until a local time; answers the instants at which they woke. */
  async function runUntil(end: string): Promise<string[]> {
    const woken: string[] = [];
    for (await route(); woken.length < mostWakes; await route()) {
      const [name, input] = [...hall.timers.running].sort(([, a], [, b]) => a.wakeAt.localeCompare(b.wakeAt))[0] ?? [];
      if (name === undefined || input === undefined || new Date(input.wakeAt) > wit(end)) break;
      woken.push(input.wakeAt);
      hall.clock.set(new Date(Math.max(Date.parse(input.wakeAt), hall.clock.now().getTime())));
      const result = await check(input);
      if (result.done) hall.timers.running.delete(name);
      else hall.timers.running.set(name, { ...input, wakeAt: result.wakeAt });
    }
    hall.clock.set(end);
    return woken;
  }

  /** What the ladder did: `<instant> <action> <clock> <step>/<of> <office>`, and what closed it. */
  const ladderEvents = (id: string): string[] =>
    [...hall.table.events.values()]
      .filter(
        (e) => e.complaintId === id && e.actor.role === 'system' && e.action !== 'forward' && e.action !== 'revive',
      )
      .map(({ at, action, rung }) =>
        [at, action, ...(rung ? [rung.clock, `${rung.step}/${rung.of}`, rung.office ?? '-'] : [])].join(' '),
      );

  return { ...hall, check, routeOne, route, runUntil, ladderEvents, stopFailures };
}
