/** E-mail to reporters: what it says and must not say, when it is the way, and how it is handed to the city's relay. */
import * as fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEmailSender } from '../../../../functions/adapters/http/email-relay.ts';
import { createHttpPoster } from '../../../../functions/adapters/http/http-poster.ts';
import { emailRelayOwner, type EmailRelay } from '../../../../functions/domain/city/email-relay.ts';
import { emailFor, emailSubjects } from '../../../../functions/domain/messages/emails.ts';
import { smsTemplate } from '../../../../functions/domain/messages/templates.ts';
import { webhookSecret } from '../../../../functions/domain/webhooks/signature.ts';
import { ambon, wit } from '../../../support/ambon.ts';
import { agencyId, filed, steps, story } from '../../../support/complaints.ts';
import { deliveryWorld, toReporter } from '../../../support/delivery.ts';
import { fakeSecrets } from '../../../support/fakes/keys.ts';
import { startMisbehavingServer, type MisbehavingServer } from '../../../support/cloud/misbehaving-server.ts';

const morning = '2026-03-13 10:00';
const id = 'AMB-7K3Q9C5';
const address = 'warga@contoh.id';
const ciphertext = fakeSecrets.encrypt(emailRelayOwner, webhookSecret(new Uint8Array(32).fill(7)));
const emailRelay: EmailRelay = { version: 1, url: 'https://surat.ambon.go.id/tanggap', secrets: [{ ciphertext }] };

describe('every e-mail', () => {
  const lives = [[], steps.forwarded(morning), steps.closed(morning)];

  test('names the report, says what comes next, and holds no word of it', () => {
    const description = fc.string({ minLength: 12, maxLength: 80 }).filter((text) => !/^[\w .,/-]*$/.test(text));
    fc.assert(
      fc.property(
        fc.constantFrom(...smsTemplate.options),
        fc.constantFrom(...lives),
        description,
        fc.boolean(),
        (template, life, words, confidential) => {
          const { complaint, events } = story(filed(morning, { id, confidential, text: { description: words } }), life);
          const source = { template, event: events.at(-1)!, complaint, city: ambon.city, agency: 'Dinas Perhubungan' };
          const { subject, body } = emailFor({ ...source, now: wit(morning) });
          expect(subject).toContain(id);
          expect(subject).toMatch(/^[ -~]{10,98}$/);
          expect(body).toMatch(new RegExp(`^Yth\\. pelapor,\n\n.*${id}.*\n\n`));
          expect(subject + body).not.toMatch(/[{}]|undefined/);
          expect(subject + body).not.toContain(words);
          expect(/dijawab|ditangani|diarsipkan|Dinas/.test(subject + body) && confidential).toBe(false);
        },
      ),
    );
  });

  test.each(Object.entries(emailSubjects))('%s has a subject of its own kind', (_, subject) =>
    expect(subject).toMatch(/^(Laporan \{id\} |Kabar tentang laporan \{id\}$)/),
  );
});

describe('a reporter', () => {
  const told = async (contact: 'mobile' | 'landline' | 'email', identity: object, relay = true) => {
    const world = deliveryWorld(relay ? { emailRelay } : {});
    const messages = toReporter(await world.file(morning, { id, contact }, identity));
    const act = () => toReporter(world.act([morning, 'verify', 'coordinator', { agencyId }]));
    return { world, outcome: await world.deliver(morning, messages), messages, act };
  };

  test.each([
    ['email', { email: address }],
    ['landline', { email: address, phone: '+62911312345' }],
  ] as const)('with %s is told by e-mail, once', async (contact, identity) => {
    const { world, outcome, messages } = await told(contact, identity);
    expect([...outcome, ...(await world.deliver(morning, messages))]).toEqual(['sent', 'finished-before']);
    expect(world.email.sent).toMatchObject([
      { id: `${id}_${id}_1_received`, to: address, subject: `Laporan ${id} sudah kami terima` },
    ]);
    expect([world.sms.sent, world.metrics]).toEqual([[], {}]);
  });

  test('with a mobile number has SMS; once those do not arrive, e-mail', async () => {
    const { world, act } = await told('mobile', { email: address, phone: '+628114706999' });
    expect([world.sms.sent.length, world.email.sent.length]).toEqual([1, 0]);
    world.act([morning, 'unreachable', 'system']);
    await world.deliver(morning, act());
    expect([world.sms.sent.length, world.email.sent.length]).toEqual([1, 1]);
  });

  test('out of reach without an address has SMS all the same: the phone may be on again', async () => {
    const { world, act } = await told('mobile', { phone: '+628114706999' });
    world.act([morning, 'unreachable', 'system']);
    expect(await world.deliver(morning, act())).toEqual(['sent']);
    expect(world.sms.sent).toHaveLength(2);
  });

  test('who has only an address is not told where the city has no relay, and that is counted', async () => {
    const { world, outcome, messages } = await told('email', { email: address }, false);
    expect(outcome).toEqual(['dropped']);
    expect(world.recordOf(messages[0]!)).toMatchObject({ reason: 'no-email-relay' });
    expect(world.metrics).toEqual({ MessagesDropped: 1, EmailsNotSent: 1 });
  });

  test('whose relay is away is told later', async () => {
    const { world, act } = await told('email', { email: address });
    world.email.faults.push('not-sent');
    const messages = act();
    await expect(world.deliver(morning, messages)).rejects.toThrow('ThrottlingException');
    expect(await world.deliver(morning, messages)).toEqual(['sent']);
  });
});

describe('the relay', () => {
  let server: MisbehavingServer;
  beforeAll(async () => {
    server = await startMisbehavingServer();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    server.requests.length = 0;
  });
  const mail = { id: 'a_1', to: address, subject: 'Laporan', body: 'Yth.\n' };
  const sender = createEmailSender({
    poster: createHttpPoster({ loopback: true }, { timeLimit: 300 }),
    secrets: fakeSecrets,
    clock: { now: () => new Date() },
  });
  const send = () => sender.send({ ...emailRelay, url: `${server.url}/tanggap` }, mail);

  test('gets what any receiver of Standard Webhooks can prove', async () => {
    expect(await send()).toEqual({ outcome: 'accepted', messageId: 'a_1' });
    const [{ headers, body, path }] = server.requests as [(typeof server.requests)[number]];
    expect(path).toBe('/tanggap');
    const proven = new Webhook(webhookSecret(new Uint8Array(32).fill(7))).verify(body, headers);
    expect(proven).toEqual({ to: address, subject: 'Laporan', text: 'Yth.\n' });
    expect(headers['webhook-id']).toBe('a_1');
  });

  test.each([
    [422, 'refused'],
    [500, 'not-sent'],
    [401, 'not-sent'],
    [429, 'not-sent'],
  ])('that answers %i: %s', async (status, outcome) => {
    server.manners.push({ status });
    expect(await send()).toMatchObject({ outcome });
  });

  test('that takes the call and says nothing may have mailed it', async () => {
    server.manners.push('hang-up');
    await expect(send()).rejects.toThrow('gave no answer');
  });

  test('signs with each secret in force, and with none that has ended', async () => {
    const ended = {
      ciphertext: fakeSecrets.encrypt(emailRelayOwner, webhookSecret(new Uint8Array(32).fill(1))),
      endsAt: '2026-01-01T00:00:00.000Z',
    };
    await sender.send({ ...emailRelay, url: server.url, secrets: [ended, { ciphertext }] }, mail);
    expect(server.requests[0]?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });
});
