/** One publish between claim and record; caps and budget counted before it and given back when it did not happen. */
import { describe, expect, test } from 'vitest';
import { drop } from '../../../functions/delivery/drop-message.ts';
import { maySend, refunding } from '../../../functions/delivery/may-send.ts';
import { sendOnce } from '../../../functions/delivery/send-once.ts';
import type { PublishResult } from '../../../functions/domain/messages/ports.ts';
import { ambon } from '../../support/ambon.ts';
import { deliveryWorld } from '../../support/delivery.ts';

const message = {
  complaintId: 'AMB-7K3Q9C5',
  version: 1,
  template: 'received',
  recipient: { kind: 'reporter' },
} as const;
const about = message.complaintId;
const accepted = async (): Promise<PublishResult> => ({ outcome: 'accepted', messageId: 'sns-9' });
const refused = async (): Promise<PublishResult> => ({ outcome: 'refused', cause: 'OptedOutException' });
const notSent = async (): Promise<PublishResult> => ({ outcome: 'not-sent', cause: 'ThrottlingException' });

describe('a message is sent once', () => {
  test('claimed, published, linked and confirmed', async () => {
    const { deps, recordOf, messages, metrics } = deliveryWorld();
    expect(await sendOnce(deps, message, { publish: accepted, sms: true, about })).toBe('sent');
    expect(recordOf(message)).toEqual({ status: 'sent', messageId: 'sns-9', at: '2026-03-13T01:00:00.000Z' });
    expect(Object.fromEntries(messages.links)).toEqual({ 'sns-9': about });
    expect(metrics).toEqual({});
    const again = sendOnce(deps, message, { publish: () => Promise.reject(new Error('twice')), sms: true, about });
    expect(await again).toBe('finished-before');
  });

  test.each([
    [false, about],
    [true, undefined],
  ])('no log of SNS leads to a complaint where it is no SMS (%s) or about none (%s)', async (sms, of) => {
    const { deps, messages } = deliveryWorld();
    await sendOnce(deps, message, { publish: accepted, sms, about: of });
    expect(messages.links.size).toBe(0);
  });

  test('whose link cannot be stored after it went out is confirmed, not sent again', async () => {
    const { deps, recordOf, messages } = deliveryWorld();
    const failures: unknown[] = [];
    const failing = {
      ...deps,
      messages: Object.assign(Object.create(messages) as typeof messages, {
        linkSms: () => Promise.reject(new TypeError('table is away')),
      }),
      onFailure: (what: unknown) => void failures.push(what),
    };
    expect(await sendOnce(failing, message, { publish: accepted, sms: true, about })).toBe('sent');
    expect(recordOf(message)).toMatchObject({ status: 'sent', messageId: 'sns-9' });
    expect(failures).toEqual([{ complaintId: about, error: 'TypeError' }]);
  });

  test('by one run at a time, for a minute', async () => {
    const { deps, clock, recordOf, metrics } = deliveryWorld();
    const lost = () => Promise.reject(new Error('socket hang up'));
    await expect(sendOnce(deps, message, { publish: lost, sms: true, about })).rejects.toThrow('hang up');
    clock.set('2026-03-13 10:00:59');
    await expect(sendOnce(deps, message, { publish: accepted, sms: true, about })).rejects.toThrow('another run');
    clock.set('2026-03-13 10:01:00');
    expect(await sendOnce(deps, message, { publish: accepted, sms: true, about })).toBe('sent');
    expect(recordOf(message)).toMatchObject({ status: 'unconfirmed' });
    expect(metrics).toEqual({ SmsUnconfirmed: 1 });
  });

  test('a doubt about a notice is not counted as one about an SMS', async () => {
    const { deps, clock, metrics } = deliveryWorld();
    const lost = () => Promise.reject(new Error('socket hang up'));
    await expect(sendOnce(deps, message, { publish: lost, sms: false, about })).rejects.toThrow('hang up');
    clock.set('2026-03-13 10:02');
    await sendOnce(deps, message, { publish: accepted, sms: false, about });
    expect(metrics).toEqual({});
  });

  test('one that was not sent leaves no doubt: the next try is the first', async () => {
    const { deps, recordOf } = deliveryWorld();
    await expect(sendOnce(deps, message, { publish: notSent, sms: true, about })).rejects.toThrow(
      'ThrottlingException',
    );
    expect(await sendOnce(deps, message, { publish: accepted, sms: true, about })).toBe('sent');
    expect(recordOf(message)).toMatchObject({ status: 'sent' });
  });

  test.each([
    [true, { SmsFailed: 1, MessagesDropped: 1 }],
    [false, { MessagesDropped: 1 }],
  ])('one that is refused is over, and counted as an SMS where it is one: %s', async (sms, counted) => {
    const { deps, recordOf, metrics } = deliveryWorld();
    expect(await sendOnce(deps, message, { publish: refused, sms, about })).toBe('dropped');
    expect(recordOf(message)).toMatchObject({ status: 'dropped', reason: 'refused' });
    expect(metrics).toEqual(counted);
  });

  test('one that was finished before is dropped no more, and not counted', async () => {
    const { deps, metrics } = deliveryWorld();
    expect(await drop(deps, message, 'spend')).toBe('dropped');
    expect(await drop(deps, message, 'capped')).toBe('finished-before');
    expect(metrics).toEqual({ MessagesDropped: 1 });
  });
});

describe('one more SMS', () => {
  const mac = 'm';
  const city = { ...ambon.city, sms: { newsPerHour: 2, newsPerDay: 9, repliesPerHour: 1, dailyBudgetUsd: 4 } };
  const day = '2026-03-13';
  const spend = async (deps: ReturnType<typeof deliveryWorld>['deps'], times: number) => {
    for (let n = 0; n < times; n += 1) await deps.counters.countCity(day, undefined);
  };

  test('of news is capped by the phone and the hour', async () => {
    const { deps, clock } = deliveryWorld();
    const ask = () => maySend(deps, { city, mac, template: 'forwarded' });
    expect([await ask(), await ask(), await ask()]).toEqual(['ok', 'ok', 'capped']);
    clock.set('2026-03-13 10:59:59');
    expect(await ask()).toBe('capped');
    clock.set('2026-03-13 11:00');
    expect(await ask()).toBe('ok');
    expect(await maySend(deps, { city, mac: 'other', template: 'forwarded' })).toBe('ok');
  });

  test('that answers an SMS has caps of its own', async () => {
    const { deps } = deliveryWorld();
    const ask = () => maySend(deps, { city, mac, template: 'reply' });
    expect([await ask(), await ask()]).toEqual(['ok', 'capped']);
    expect(await maySend(deps, { city, mac, template: 'digest' })).toBe('ok');
  });

  test('is capped by no phone where none is known, or in training', async () => {
    const { deps } = deliveryWorld();
    for (let n = 0; n < 5; n += 1)
      expect(await maySend(deps, { city, mac: undefined, template: 'forwarded' })).toBe('ok');
    const training = deliveryWorld();
    const fast = { ...city, trainingDay: 10 };
    for (let n = 0; n < 5; n += 1)
      expect(await maySend(training.deps, { city: fast, mac, template: 'forwarded' })).toBe('ok');
  });

  test.each(['received', 'received-forwarded', 'answered', 'closed', 'reply'] as const)(
    '%s goes beyond the day’s budget',
    async (template) => {
      const { deps } = deliveryWorld();
      await spend(deps, 10);
      expect(await maySend(deps, { city, mac, template })).toBe('ok');
    },
  );

  test.each(['forwarded', 'asked', 'withdrawn', 'first-rung', 'digest'] as const)(
    '%s does not, and takes nothing of the phone’s share',
    async (template) => {
      const { deps } = deliveryWorld();
      await spend(deps, 10);
      for (let n = 0; n < 4; n += 1) expect(await maySend(deps, { city, mac, template })).toBe('spend');
      const when = { kind: 'news', day, hour: '10' } as const;
      expect(await deps.counters.countPhone(mac, when, { perHour: 1, perDay: 1 })).toBe(true);
      expect(await deps.counters.countCity(day, undefined)).toBe(11);
    },
  );

  test('tells the share of the budget from four fifths on', async () => {
    const { deps, metrics } = deliveryWorld();
    await spend(deps, 6);
    await maySend(deps, { city, mac: undefined, template: 'forwarded' });
    expect(metrics).toEqual({});
    await maySend(deps, { city, mac: undefined, template: 'forwarded' });
    expect(metrics).toEqual({ SmsBudgetPercent: 80 });
    await spend(deps, 2);
    await maySend(deps, { city, mac: undefined, template: 'forwarded' });
    expect(metrics).toEqual({ SmsBudgetPercent: 180 });
  });

  test.each([
    ['accepted', accepted, 1],
    ['refused', refused, 0],
    ['not sent', notSent, 0],
  ] as const)('that was %s counts %#', async (_, publish, counted) => {
    const { deps } = deliveryWorld();
    const asked = { city: { ...city, sms: { newsPerHour: 1, newsPerDay: 1 } }, mac, template: 'forwarded' } as const;
    expect(await maySend(deps, asked)).toBe('ok');
    const result = await refunding(deps, asked, publish)();
    expect(result).toEqual(await publish());
    expect(await deps.counters.countCity(day, undefined)).toBe(counted + 1);
    expect(await maySend(deps, asked)).toBe(counted === 1 ? 'capped' : 'ok');
  });
});
