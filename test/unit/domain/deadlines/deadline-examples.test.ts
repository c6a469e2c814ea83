/** Every worked example of docs/deadlines.md: its count is walked day by day, and its story is played in the domain. */
import { describe, expect, test } from 'vitest';
import { createCalendar, type Calendar } from '../../../../functions/domain/deadlines/calendar.ts';
import type { Change, Complaint } from '../../../../functions/domain/complaint/complaint.ts';
import { Conflict } from '../../../../functions/domain/kernel/errors.ts';
import type { Action, Party } from '../../../../functions/domain/complaint/lifecycle.ts';
import type { Command, DecisionRules } from '../../../../functions/domain/complaint/command.ts';
import { decide } from '../../../../functions/domain/complaint/transition.ts';
import { ambon, rulesAt } from '../../../support/ambon.ts';
import { agencyId, command, filed } from '../../../support/complaints.ts';
import { readCount, readExamples, type Example, type ExampleStep } from '../../../support/models/deadline-table.ts';
import { playLadder } from '../../../support/models/ladders.ts';

const examples = readExamples();
const zones = { WIT: { zone: 'Asia/Jayapura', offset: '+09:00' }, WIB: { zone: 'Asia/Jakarta', offset: '+07:00' } };

/** The calendar at a step: without the days that a later decree of the story brings, with the years that it has loaded. */
function calendarAt(steps: readonly ExampleStep[], index: number): Calendar {
  const notYet = new Set(steps.slice(index + 1).flatMap((s) => (s.action === 'decree' ? [s.word] : [])));
  const loaded = steps.slice(0, index + 1).flatMap((s) => (s.action === 'load' ? [Number(s.word)] : []));
  const years = ambon.calendar.map((y) => ({ ...y, holidays: y.holidays.filter((h) => !notYet.has(h.date)) }));
  return createCalendar({ zone: zones[steps[0]!.zone].zone }, [
    ...years,
    ...loaded.map((year) => ({ version: 1, year, holidays: [] })),
  ]);
}

const rulesOf = (steps: readonly ExampleStep[], index: number): DecisionRules => {
  const { local, zone } = steps[index]!;
  const now = new Date(`${local.replace(' ', 'T')}${local.length > 16 ? '' : ':00'}${zones[zone].offset}`);
  return { ...rulesAt('2026-01-02 08:00', calendarAt(steps, index)), now };
};

const commands: Record<string, [Action, Party, Partial<Command>?]> = {
  verify: ['verify', 'coordinator', { agencyId }],
  ask: ['ask', 'owner', { text: 'Di mana tepatnya?' }],
  reply: ['reply', 'reporter', { text: 'Di depan gereja.' }],
  respond: ['respond', 'owner'],
  answer: ['answer', 'owner', { text: 'Sudah diperbaiki.' }],
  object: ['object', 'reporter', { text: 'Belum.' }],
  accept: ['accept', 'reporter'],
  decree: ['recalculate', 'system'],
  load: ['recalculate', 'system'],
};

function play({ steps }: Example): Complaint {
  const information = { class: 'permintaan-informasi', track: 'information' } as const;
  const [first] = steps;
  let change: Change = filed('', first?.word === 'information' ? information : {}, rulesOf(steps, 0));
  steps.slice(1).forEach(({ action, word }, i) => {
    const [act, by, fields] = commands[action]!;
    const who = word === 'coordinator' ? word : by;
    change = decide(change.complaint, command(act, who, fields), rulesOf(steps, i + 1));
  });
  return change.complaint;
}

/** Last day and due of the row's clock, as the domain has them. */
function domainOf(example: Example, complaint: Complaint): string[] {
  const { clock, steps } = example;
  const ofStep = (pattern: RegExp): string[] => {
    const line = playLadder(complaint).find((l) => pattern.test(l)) ?? '';
    const day = line.slice(0, 10);
    return [day, calendarAt(steps, steps.length).startOf(nextDay(day)).toISOString()];
  };
  if (clock === 'received, mayor') return ofStep(/ received 4\/4 escalate mayor/);
  if (clock === 'total, 80 %') return ofStep(/ total 1\/4 remind agency-head/);
  if (clock === 'total') return [complaint.expectedOn!, complaint.expectedAt!];
  expect(complaint.clock?.name).toBe(clock);
  if (complaint.dueOn === undefined) return ['provisional', complaint.nextWakeAt!];
  return [complaint.dueOn, complaint.dueAt!];
}

const dayMs = 86_400_000;
const nextDay = (day: string): string => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
const whole = (instant: string): string => instant.replace('.000Z', 'Z');
const names = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

test('there are examples of both years, of every clock and of every trap', () => {
  expect(examples.map((e) => e.row)).toEqual(examples.map((_, i) => String(i + 1)));
  expect(examples.length).toBeGreaterThanOrEqual(12);
  const shown = [...examples.flatMap((e) => e.steps.map((s) => s.action)), ...examples.map((e) => e.clock)];
  for (const wanted of ['decree', 'load', 'ask', 'object', 'total', 'forwarded', 'needs-info', 'answered', 'reopened'])
    expect(shown).toContain(wanted);
});

describe.each(examples)('example $row, $clock', (example) => {
  const { counted, lastDay, due, clock, steps } = example;
  const { from, days, paused, named } = readCount(counted);
  const decreed = steps.flatMap((s) => (s.action === 'decree' ? [s.word] : []));
  const tooLate = counted.includes('loaded too late');
  const off = new Set(ambon.calendar.flatMap((y) => y.holidays.map((h) => h.date)));
  const isWorking = (day: string): boolean =>
    ![0, 6].includes(new Date(day).getUTCDay()) && (!off.has(day) || (tooLate && decreed.includes(day)));

  test('counts working days one by one, leaves none out, and names each by its right weekday', () => {
    expect(days.map((d) => d.n)).toEqual(days.map((_, i) => i + 1));
    for (const { weekday, day } of named) expect([day, weekday]).toEqual([day, names[new Date(day).getUTCDay()]]);
    const wrong: string[] = [];
    const listed = new Set(days.map((d) => d.day));
    for (let day = nextDay(from); day <= days.at(-1)!.day; day = nextDay(day)) {
      const stands = paused.some((p) => p.first <= day && day <= p.last);
      if ((isWorking(day) && !stands) !== listed.has(day)) wrong.push(day);
    }
    expect(wrong).toEqual([]);
    expect(lastDay).toBe(due.startsWith('wakes') ? 'provisional' : days.at(-1)!.day);
  });

  test('is what the domain says', () => {
    if (clock === 'reopen window') return expectWindow(example);
    const [day, instant] = domainOf(example, play(example));
    expect([day, whole(instant!)]).toEqual([lastDay, due.replace('wakes ', '')]);
  });
});

/** Open in the last second, closed at the due. */
function expectWindow(example: Example): void {
  const closed = play(example);
  const last = example.steps.length - 1;
  const reopenAt = (ms: number) => () =>
    decide(closed, command('reopen', 'reporter', { text: 'Padam lagi.' }), {
      ...rulesOf(example.steps, last),
      now: new Date(ms),
    });
  expect(reopenAt(Date.parse(example.due) - 1000)().complaint.state).toBe('IN_PROGRESS');
  expect(reopenAt(Date.parse(example.due))).toThrow(Conflict);
}
