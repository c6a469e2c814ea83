import { expect, test } from 'vitest';
import { pageSecrets, type PageSecrets } from '../../../functions/domain/city/page-secrets.ts';
import { openSecrets } from '../../../functions/pages/shell/secrets.ts';

const startsAt = '2026-01-01T00:00:00.000Z';
const stored = pageSecrets.parse({ sessionKeys: [{ key: 'k'.repeat(43), startsAt }], webApiKey: 'tgp_first' });

function reading(...answers: (PageSecrets | Error)[]) {
  let now = Date.parse('2026-11-24T00:00:00Z');
  let reads = 0;
  const secrets = openSecrets(
    async () => {
      const answer = answers[Math.min(reads++, answers.length - 1)]!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    { now: () => new Date(now) },
  );
  return { ...secrets, reads: () => reads, wait: (seconds: number) => (now += seconds * 1000) };
}

test('without secrets the form and the console are closed', async () => {
  const { formOpen, webKey, sessionKeys } = reading(pageSecrets.parse({}));
  expect([await formOpen(), await webKey(), await sessionKeys()]).toEqual([false, '', undefined]);
});

test('secrets are read when one is needed, and once a minute', async () => {
  const { formOpen, webKey, sessionKeys, reads, wait } = reading(stored, { ...stored, webApiKey: 'tgp_second' });
  expect(reads()).toBe(0);
  expect([await formOpen(), await webKey(), (await sessionKeys())?.length, reads()]).toEqual([true, 'tgp_first', 1, 1]);
  wait(59);
  expect(await webKey()).toBe('tgp_first');
  wait(1);
  expect(await webKey()).toBe('tgp_second');
});

test('while they cannot be read, those read last stay in use; at first there are none to use', async () => {
  const { webKey, wait, reads } = reading(new Error('no answer'), stored, new Error('no answer'));
  await expect(webKey()).rejects.toThrow('no answer');
  expect(await webKey()).toBe('tgp_first');
  wait(60);
  expect(await webKey()).toBe('tgp_first');
  wait(30);
  expect(await webKey()).toBe('tgp_first');
  expect(reads()).toBe(3);
});
