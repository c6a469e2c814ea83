import * as z from 'zod';
import type { MovedClock } from '../time/moved-clock.ts';
import type { AsyncEvents } from '../lambda/async-events.ts';
import type { State } from '../state.ts';
import type { Template } from '../template/template.ts';
import type { DueSource } from '../time/timeline.ts';
import { readExpression, type Recurrence } from './recurrence.ts';

const ScheduleProperties = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: z.object({ Arn: z.string(), Input: z.string().default('{}') }),
});

/** `at` is the next due instant, if any. */
type Schedule = { name: string; target: string; input: string; after: Recurrence; at: number | undefined };

/**
 * The schedules of the template on the moved clock. A firing and the event it causes are kept in one transaction, so a restart neither loses nor
 * repeats one; those missed while nothing ran are made up for, in order.
 */
export function openScheduler(template: Template, state: State, clock: MovedClock, events: AsyncEvents): DueSource {
  const { db } = state;
  db.exec(
    'CREATE TABLE IF NOT EXISTS schedules (name TEXT PRIMARY KEY, last INTEGER NOT NULL, created INTEGER NOT NULL) STRICT',
  );
  const update = db.prepare('UPDATE schedules SET last = ? WHERE name = ?');
  const schedules: Schedule[] = template
    .of('AWS::Scheduler::Schedule', ScheduleProperties)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ names, properties }) => {
      const now = clock.now();
      db.prepare('INSERT OR IGNORE INTO schedules (name, last, created) VALUES (?, ?, ?)').run(names.ref, now, now);
      const row = db.prepare('SELECT last, created FROM schedules WHERE name = ?').get(names.ref);
      const zone = properties.ScheduleExpressionTimezone;
      const after = readExpression(properties.ScheduleExpression, zone, Number(row?.['created']));
      const at = after(Number(row?.['last']));
      return { name: names.ref, target: properties.Target.Arn, input: properties.Target.Input, after, at };
    });
  const earliest = (): Schedule | undefined =>
    schedules.filter((one) => one.at !== undefined).sort((a, b) => Number(a.at) - Number(b.at))[0];

  return {
    nextDue: () => earliest()?.at,
    runDue: () => {
      for (let due = earliest(); due?.at !== undefined && due.at <= clock.now(); due = earliest()) {
        const { name, target, input, at } = due;
        state.transaction(() => {
          update.run(at, name);
          events.add(target, inputAt(input, at));
        });
        due.at = due.after(at);
      }
    },
  };
}

/** Fills in Scheduler's placeholder for the due instant. */
function inputAt(input: string, at: number): string {
  return input.replaceAll('<aws.scheduler.scheduled-time>', new Date(at).toISOString());
}
