/** A post to the city's e-mail relay: what is sent, under which secrets, and what each answer means. */
import { describe, expect, test } from 'vitest';
import { createEmailSender } from '../../../functions/adapters/http/email-relay.ts';
import type { HttpAnswer } from '../../../functions/domain/webhooks/ports.ts';
import { fakePoster } from '../../support/fakes/webhooks.ts';

const mail = { id: 'm-1', to: 'warga@example.org', subject: 'Laporan', body: 'Yth.\n' };
const now = '2026-03-13T01:00:00.000Z';
const secret = (endsAt?: string) => ({ ciphertext: endsAt ?? 'none', ...(endsAt === undefined ? {} : { endsAt }) });

async function send(answer?: HttpAnswer) {
  const poster = fakePoster();
  if (answer) poster.answers.push(answer);
  const opened: string[] = [];
  const secrets = {
    decrypt: async (_owner: string, ciphertext: string) => {
      opened.push(ciphertext);
      return `whsec_${Buffer.alloc(32).toString('base64')}`;
    },
  };
  const relay = {
    url: 'https://relay.example/',
    secrets: [secret(), secret('2026-03-13T01:00:00.001Z'), secret(now), secret('2026-01-01T00:00:00.000Z')],
  };
  const sender = createEmailSender({ poster, secrets, clock: { now: () => new Date(now) } });
  const result = await sender.send(relay as never, mail);
  return { result, opened, posted: poster.posted[0]! };
}
const answered = (status: number): HttpAnswer => ({ outcome: 'answered', status, body: '' });

test('is JSON, signed by each secret that has not ended', async () => {
  const { posted, opened } = await send();
  expect(posted.url).toBe('https://relay.example/');
  expect(JSON.parse(posted.body)).toEqual({ to: mail.to, subject: mail.subject, text: mail.body });
  expect(posted.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'tanggap-email/1',
    'webhook-id': 'm-1',
  });
  expect(opened).toEqual(['none', '2026-03-13T01:00:00.001Z']);
});

describe('an answer', () => {
  test.each([
    [199, { outcome: 'not-sent', cause: 'the relay answered 199' }],
    [200, { outcome: 'accepted', messageId: 'm-1' }],
    [299, { outcome: 'accepted', messageId: 'm-1' }],
    [300, { outcome: 'not-sent', cause: 'the relay answered 300' }],
    [422, { outcome: 'refused', cause: 'the relay answered 422' }],
    [503, { outcome: 'not-sent', cause: 'the relay answered 503' }],
  ])('of %i: %j', async (status, result) => expect((await send(answered(status))).result).toEqual(result));

  test('that did not come means not sent if nothing arrived, else nobody knows', async () => {
    const failed = (arrived: boolean) => send({ outcome: 'failed', cause: 'ECONNREFUSED', arrived });
    expect((await failed(false)).result).toEqual({ outcome: 'not-sent', cause: 'ECONNREFUSED' });
    await expect(failed(true)).rejects.toThrow('the relay took the call and gave no answer');
  });
});
