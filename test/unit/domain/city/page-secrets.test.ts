import { describe, expect, test } from 'vitest';
import { pageSecrets, replaceSessionKey, sessionKeysAt } from '../../../../functions/domain/city/page-secrets.ts';

const nine = new Date('2026-11-24T00:00:00.000Z');
const later = (minutes: number): Date => new Date(nine.getTime() + minutes * 60_000);
const [first, second, third] = ['a', 'b', 'c'].map((letter) => letter.repeat(43)) as [string, string, string];
const none = pageSecrets.parse({});

describe('session keys', () => {
  test('there is none until one is made, and the first is in force at once', () => {
    expect(sessionKeysAt(none, nine)).toEqual([]);
    expect(sessionKeysAt(replaceSessionKey(none, first, nine, false), nine)).toEqual([first]);
  });

  test('a new one decrypts at once, encrypts once every function has it, and the one before ends with its last session', () => {
    const made = replaceSessionKey(none, first, nine, false);
    const replaced = replaceSessionKey(made, second, later(60), false);
    expect(sessionKeysAt(replaced, later(60))).toEqual([first, second]);
    expect(sessionKeysAt(replaced, later(61))).toEqual([first, second]);
    expect(sessionKeysAt(replaced, later(62))).toEqual([second, first]);
    expect(sessionKeysAt(replaced, later(60 + 12 * 60 - 1))).toEqual([second, first]);
    expect(sessionKeysAt(replaced, later(60 + 12 * 60))).toEqual([second]);
  });

  test('two are valid at most', () => {
    const two = replaceSessionKey(replaceSessionKey(none, first, nine, false), second, later(5), false);
    expect(sessionKeysAt(replaceSessionKey(two, third, later(10), false), later(15))).toEqual([third, second]);
  });

  test('at once: the one before is gone', () => {
    const replaced = replaceSessionKey(replaceSessionKey(none, first, nine, false), second, later(60), true);
    expect(sessionKeysAt(replaced, later(60))).toEqual([second]);
  });

  test('the key of the web form stays as it is', () => {
    const secrets = pageSecrets.parse({ webApiKey: 'tgp_x' });
    expect(replaceSessionKey(secrets, first, nine, true).webApiKey).toBe('tgp_x');
  });

  test('a key that is too short is refused', () => {
    expect(pageSecrets.safeParse({ sessionKeys: [{ key: 'short', startsAt: nine.toISOString() }] }).success).toBe(
      false,
    );
  });
});
