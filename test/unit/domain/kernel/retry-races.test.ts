/** Races are run again, on what the winner left, and nothing else is. */
import { describe, expect, test } from 'vitest';
import { ChangedMeanwhile, Conflict } from '../../../../functions/domain/kernel/errors.ts';
import { retryRaces } from '../../../../functions/domain/kernel/retry-races.ts';

/** An attempt that loses its first races, and what it was told at each try. */
function losing(races: number, error: Error = new ChangedMeanwhile('race')) {
  const told: boolean[] = [];
  const attempt = async (again: boolean): Promise<string> => {
    told.push(again);
    if (told.length <= races) throw error;
    return 'won';
  };
  return { attempt, told };
}

describe('an attempt', () => {
  test('that loses no race runs once', async () => {
    const { attempt, told } = losing(0);
    expect(await retryRaces(attempt)).toBe('won');
    expect(told).toEqual([false]);
  });

  test('that loses three races runs four times, and is told to read anew after the first', async () => {
    const { attempt, told } = losing(3);
    expect(await retryRaces(attempt)).toBe('won');
    expect(told).toEqual([false, true, true, true]);
  });

  test('that loses a fourth race throws what the store said', async () => {
    const race = new ChangedMeanwhile('race', { status: 'ANSWERED', version: 4 });
    const { attempt, told } = losing(4, race);
    await expect(retryRaces(attempt)).rejects.toBe(race);
    expect(told).toHaveLength(4);
  });

  test.each([new Conflict('not possible now'), new Error('storage is down')])(
    'is not repeated after %s',
    async (error) => {
      const { attempt, told } = losing(1, error);
      await expect(retryRaces(attempt)).rejects.toBe(error);
      expect(told).toEqual([false]);
    },
  );
});

test('the tries and the last error may be the caller’s', async () => {
  const race = new ChangedMeanwhile('race');
  const { attempt, told } = losing(9, race);
  const given = retryRaces(attempt, { tries: 2, giveUp: (cause) => new Error('lost', { cause }) });
  await expect(given).rejects.toMatchObject({ message: 'lost', cause: race });
  expect(told).toHaveLength(2);
});
