/** What invokes escalation: a timer, the night, and a changed calendar; each gets its own answer. */
import { describe, expect, test } from 'vitest';
import { handleEscalation } from '../../../functions/escalation/handle-escalation.ts';
import { ambon } from '../../support/ambon.ts';
import { filed, steps } from '../../support/complaints.ts';
import { timedHall } from '../../support/timed-hall.ts';

const id = 'AMB-7K3Q9C5';
const start = '2026-03-16 10:00';

async function hallWith() {
  const calendar = structuredClone(ambon.calendar);
  const hall = timedHall(start, { calendar });
  await hall.keep(filed('2026-03-13 23:50', { id }), steps.forwarded(start));
  const counted: Record<string, number> = {};
  const handle = handleEscalation({ ...hall, count: (name, value) => void (counted[name] = value) });
  /** Adds a day off to the loaded year. */
  const decree = (date: string): void => {
    const year = calendar.find((y) => y.year === 2026)!;
    year.holidays.push({ date, name: 'Cuti bersama', kind: 'CUTI_BERSAMA', decree: 'SKB 9/2026' });
    year.version += 1;
  };
  const invoke = (event: unknown, left = 60_000) => handle(event, { getRemainingTimeInMillis: () => left });
  return { ...hall, counted, decree, invoke };
}
const change = { Records: [{ eventSource: 'aws:dynamodb', dynamodb: {} }] };
const night = { task: 'sweep' };

describe('a timer', () => {
  test('gets when to wake again, and the end once its stage is over', async () => {
    const { invoke, counted } = await hallWith();
    expect(await invoke({ complaintId: id, stage: 2, n: 0 })).toEqual({ done: false, wakeAt: '2026-03-26T15:00:00Z' });
    expect(await invoke({ complaintId: id, stage: 1, n: 0 })).toEqual({ done: true });
    expect(counted).toEqual({});
  });
});

describe('the night', () => {
  test('revives, computes anew and counts each', async () => {
    const { invoke, clock, counted } = await hallWith();
    clock.set('2026-03-27 00:20');
    expect(await invoke(night)).toEqual({ revived: 1, moved: 0, left: 0 });
    expect(counted).toEqual({ TimersRevived: 1, DeadlinesMoved: 0, CalendarDaysLeft: 643 });
  });
});

describe('a changed calendar', () => {
  test('moves deadlines, counts them and fails no item', async () => {
    const { invoke, decree, counted, actions } = await hallWith();
    decree('2026-03-17');
    expect(await invoke(change)).toEqual({ batchItemFailures: [] });
    expect(counted).toEqual({ DeadlinesMoved: 1 });
    expect(actions(id).at(-1)).toBe('recalculate');
  });

  test('is left to the next try with twenty seconds left, and not with more', async () => {
    const { invoke, decree, counted } = await hallWith();
    decree('2026-03-17');
    await expect(invoke(change, 20_000)).rejects.toMatchObject({ message: expect.stringContaining('time is over') });
    await expect(invoke(night, 20_000)).rejects.toThrow(/time is over/);
    expect(counted).not.toHaveProperty('DeadlinesMoved');
    expect(await invoke(change, 20_001)).toEqual({ batchItemFailures: [] });
  });

  test('may come as several items', async () => {
    const { invoke } = await hallWith();
    const [one] = change.Records;
    expect(await invoke({ Records: [one, one] })).toEqual({ batchItemFailures: [] });
  });
});

test.each([
  {},
  { Records: [] },
  { Records: [{ eventSource: 'aws:sqs' }] },
  { task: 'other' },
  { complaintId: id, stage: 1 },
  { complaintId: id, stage: 1.5, n: 0 },
  { complaintId: 1, stage: 1, n: 0 },
])('%j is no event of ours', async (event) => {
  await expect((await hallWith()).invoke(event)).rejects.toMatchObject({ name: 'ZodError' });
});
