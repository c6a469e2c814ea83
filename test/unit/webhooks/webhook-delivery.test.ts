/** What each subscriber is told, and what becomes of an endpoint that does not listen. */
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isStaffOnly } from '../../../functions/domain/complaint/staff-only.ts';
import { strict } from '../../../functions/domain/kernel/strict.ts';
import { subscription as schema, tellableAction } from '../../../functions/domain/webhooks/subscription.ts';
import { action } from '../../../functions/domain/complaint/lifecycle.ts';
import { deliverEvent } from '../../../functions/webhooks/deliver-event.ts';
import { handleWebhooks } from '../../../functions/webhooks/handle-webhooks.ts';
import { ambon } from '../../support/ambon.ts';
import { agencyId } from '../../support/complaints.ts';
import { secretsFor, secretOf, subscription } from '../../support/subscriptions.ts';
import { complaintId, webhookWorld } from '../../support/webhooks.ts';

const day = '2026-03-13 10:00';
const verify = [day, 'verify', 'coordinator', { agencyId }] as const;
const answer = [day, 'answer', 'owner', { text: 'Lampu sudah diganti.' }] as const;

/** Filed, verified, answered: versions 1 to 3. */
function answered(world: ReturnType<typeof webhookWorld>, over = {}) {
  world.file({ text: { description: 'Lampu padam.', reference: 'APP-1', landmark: 'depan gereja' }, ...over });
  world.act(verify);
  world.act(answer);
}

describe('a subscriber', () => {
  test('that filed the complaint is told everything but who reported it', async () => {
    const world = webhookWorld(subscription({ clientId: 'app' }));
    answered(world);
    expect(await world.deliver(3)).toBe('delivered');
    expect(world.bodies()[0]).toMatchObject({
      specversion: '1.0',
      id: `${complaintId}-3`,
      source: 'urn:tanggap:AMB',
      type: 'tanggap.complaint.answer',
      subject: complaintId,
      sequence: '000003',
      datacontenttype: 'application/json',
      data: {
        trackingId: complaintId,
        version: 3,
        action: 'answer',
        by: 'liaison',
        previousStatus: 'FORWARDED',
        status: 'ANSWERED',
        agency: { id: agencyId },
        reference: 'APP-1',
        text: 'Lampu sudah diganti.',
        report: { description: 'Lampu padam.', location: { landmark: 'depan gereja' } },
      },
    });
    expect(world.poster.posted[0]!.body).not.toContain('sub-owner');
  });

  test('that did not is told what the public may see, once a person has verified it', async () => {
    const world = webhookWorld(subscription());
    world.file({ text: { description: 'Lampu padam di depan gereja.', reference: 'APP-1' } });
    expect(await world.deliver(1)).toBe('not-visible');
    world.act(verify);
    world.act(answer);
    expect(await world.deliver(3)).toBe('delivered');
    const { body } = world.poster.posted[0]!;
    expect(JSON.parse(body).data).toMatchObject({ status: 'ANSWERED', by: 'liaison' });
    for (const hidden of ['gereja', 'diganti', 'APP-1', 'report', 'anonymous']) expect(body).not.toContain(hidden);
  });

  test.each([
    ['reader', 'not-visible'],
    ['app', 'not-visible'],
    ['press', 'delivered'],
  ])('%s of a confidential complaint: %s', async (clientId, outcome) => {
    const world = webhookWorld(subscription({ clientId }));
    answered(world, { confidential: true });
    expect(await world.deliver(3)).toBe(outcome);
    expect(world.poster.posted).toHaveLength(outcome === 'delivered' ? 1 : 0);
  });

  test('that knew a complaint which is hidden now is told to forget it, and nothing else', async () => {
    const world = webhookWorld(subscription(), subscription({ id: 'late' }));
    answered(world);
    await world.deliver(3);
    world.act([day, 'restrict', 'staff', { confidential: true, text: 'Nama saksi.' }]);
    expect(await world.deliver(4)).toBe('delivered');
    expect(await world.deliver(4, 'late')).toBe('not-visible');
    expect(world.bodies()[1]).toMatchObject({ type: 'tanggap.complaint.hidden', data: { trackingId: complaintId } });
    expect(Object.keys(world.bodies()[1].data)).toEqual(['trackingId']);
  });

  test.each(['silent', 'suspended', 'nobody'])('whose client %s may have none is told nothing', async (clientId) => {
    const world = webhookWorld(subscription({ clientId }));
    answered(world);
    expect(await world.deliver(3)).toBe('not-wanted');
  });

  test('is told once, however often it is asked for', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    expect(await world.deliver(3)).toBe('delivered');
    expect(await world.deliver(3)).toBe('finished-before');
    expect(world.poster.posted).toHaveLength(1);
  });

  test('is never told what only staff may know, though the text of an internal note exists', async () => {
    const world = webhookWorld(subscription({ clientId: 'app' }));
    world.file();
    world.act([day, 'verify', 'coordinator', { agencyId, text: 'Warga ini sering melapor.' }]);
    await world.deliver(2);
    expect(world.poster.posted[0]!.body).not.toContain('sering');
    expect(action.options.filter((a) => !isStaffOnly(a))).toEqual(tellableAction.options);
  });
});

describe('an event', () => {
  test('whose complaint or fact is not there yet is tried again', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    const noFact = { ...world.deps, deliveries: { ...world.deliveries, fact: async () => undefined } };
    await expect(deliverEvent(noFact)(world.outbound(3))).rejects.toThrow('is missing');
    const noComplaint = { ...world.deps, complaints: { get: async () => undefined } };
    await expect(deliverEvent(noComplaint)(world.outbound(3))).rejects.toThrow('is missing');
    expect(world.poster.posted).toEqual([]);
  });

  test('for no subscription, a disabled one or a retired one is not wanted', async () => {
    for (const over of [{ id: 'other' }, { disabledAt: '2026-03-01T00:00:00.000Z' }, { validTo: '2026-03-12' }]) {
      const world = webhookWorld(subscription(over));
      answered(world);
      expect(await world.deliver(3, 'news')).toBe('not-wanted');
    }
  });

  test('that is no news to who sees it is not told', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    world.act([day, 'comment', 'reporter', { text: 'Terima kasih.' }]);
    expect(await world.deliver(4)).toBe('not-visible');
    expect(world.poster.posted).toEqual([]);
  });

  test('that hides nothing is not told where nothing may be seen, though others were', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    await world.deliver(3);
    world.act([day, 'restrict', 'staff', { confidential: true }]);
    world.act([day, 'object', 'reporter', { text: 'Belum.' }]);
    expect(await world.deliver(5)).toBe('not-visible');
    expect(await world.deliver(4)).toBe('delivered');
    expect(world.poster.posted).toHaveLength(2);
  });

  test('is named by agency and service where it has them', async () => {
    const world = webhookWorld(subscription({ clientId: 'app' }));
    answered(world, { serviceCode: 'lampu-jalan' });
    await world.deliver(1);
    await world.deliver(3);
    const lamp = ambon.services.find((s) => s.code === 'lampu-jalan')!;
    expect(world.bodies().map(({ data }) => [data.serviceName, data.agency?.name ?? null])).toEqual([
      [lamp.name, null],
      [lamp.name, ambon.agencies.find((a) => a.id === agencyId)!.name],
    ]);
  });

  test('clears the account of failures only where there were any', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    const recovered: string[] = [];
    const endpoints = { ...world.endpoints, recovered: async ({ id }: { id: string }) => void recovered.push(id) };
    await deliverEvent({ ...world.deps, endpoints })(world.outbound(2));
    expect(recovered).toEqual([]);
    await world.endpoints.failed(subscription(), world.clock.now(), undefined);
    await deliverEvent({ ...world.deps, endpoints })(world.outbound(3));
    expect(recovered).toEqual(['news']);
  });

  test.each([
    [200, 'taken'],
    [204, 'taken'],
    [299, 'taken'],
    [300, 'answered 300'],
    [199, 'answered 199'],
  ])('answered by %i is %s', async (status, outcome) => {
    const world = webhookWorld(subscription());
    answered(world);
    world.poster.answers.push({ outcome: 'answered', status, body: '' });
    const delivered = world.deliver(3).then(
      () => 'taken',
      (error: Error) => error.message,
    );
    expect(await delivered).toBe(outcome);
  });

  test('is sent as CloudEvents by a sender with a name', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    await world.deliver(3);
    expect(world.poster.posted[0]!.headers).toMatchObject({
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'user-agent': 'tanggap-webhooks/1',
    });
    world.encryptedSecrets.clear();
    const none = { ...world.deps, encryptedSecrets: { secretsOf: async () => undefined } };
    await expect(deliverEvent(none)(world.outbound(2))).rejects.toThrow('no secret yet');
  });
});

describe('the signature', () => {
  afterEach(() => vi.useRealTimers());

  test('holds under both secrets while one is exchanged, and the id stays through all tries', async () => {
    const world = webhookWorld(subscription());
    world.encryptedSecrets.set('news', secretsFor('news', [secretOf(2), secretOf(1)]));
    answered(world);
    world.poster.answers.push({ outcome: 'answered', status: 500, body: '' });
    await expect(world.deliver(3)).rejects.toThrow('answered 500');
    await world.deliver(3);
    vi.useFakeTimers({ now: world.clock.now(), toFake: ['Date'] });
    for (const { body, headers } of world.poster.posted) {
      expect(headers['webhook-id']).toBe(`msg_${complaintId}_3_news`);
      for (const n of [1, 2]) expect(() => new Webhook(secretOf(n)).verify(body, headers)).not.toThrow();
      expect(() => new Webhook(secretOf(3)).verify(body, headers)).toThrow('No matching signature');
    }
    expect(world.poster.posted.map((p) => p.body)).toEqual([
      world.poster.posted[0]!.body,
      world.poster.posted[0]!.body,
    ]);
  });
});

test('a subscription without a secret waits for one', async () => {
  const world = webhookWorld(subscription());
  answered(world);
  world.encryptedSecrets.set('news', secretsFor('news', []));
  await expect(world.deliver(3)).rejects.toThrow('no secret yet');
  expect(world.poster.posted).toEqual([]);
});

describe('an endpoint', () => {
  test.each([301, 302, 307, 400, 401, 404, 429, 500, 503])('that answers %i is tried again', async (status) => {
    const world = webhookWorld(subscription());
    answered(world);
    world.poster.answers.push({ outcome: 'answered', status, body: '' });
    await expect(world.deliver(3)).rejects.toThrow(`answered ${status}`);
    expect(await world.deliver(3)).toBe('delivered');
    expect(world.endpoints.items.size).toBe(0);
  });

  test('that kept us waiting is left alone for a moment', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    world.poster.answers.push({ outcome: 'failed', cause: 'no answer in time', arrived: true });
    await expect(world.deliver(3)).rejects.toThrow('no answer in time');
    await expect(world.deliver(2)).rejects.toThrow('left alone');
    expect(world.poster.posted).toHaveLength(1);
    const start = world.clock.now().getTime();
    world.clock.set(new Date(start + 19_999));
    await expect(world.deliver(2)).rejects.toThrow('left alone');
    world.clock.set(new Date(start + 20_000));
    expect(await world.deliver(2)).toBe('delivered');
  });

  test('that takes nothing for five days is disabled, and the city is told whom to call', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    const fail = async (local: string) => {
      world.clock.set(local);
      world.poster.answers.push({ outcome: 'answered', status: 500, body: '' });
      await expect(world.deliver(3)).rejects.toThrow('answered 500');
    };
    await fail('2026-03-13 10:00');
    await fail('2026-03-18 09:59');
    expect(world.disabled).toEqual([]);
    await fail('2026-03-18 10:00');
    expect(world.disabled).toEqual([['news', 'failing']]);
    expect(world.owed).toEqual([
      { subscriptionId: 'news', clientId: 'reader', reason: 'failing', since: '2026-03-13T01:00:00.000Z' },
    ]);
    expect(world.counted).toEqual(['EndpointsDisabled']);
  });

  test('that took something in between is not', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    world.poster.answers.push({ outcome: 'answered', status: 500, body: '' });
    await expect(world.deliver(3)).rejects.toThrow('answered 500');
    await world.deliver(2);
    world.clock.set('2026-03-20 10:00');
    world.poster.answers.push({ outcome: 'answered', status: 500, body: '' });
    await expect(world.deliver(3)).rejects.toThrow('answered 500');
    expect(world.disabled).toEqual([]);
  });

  test('that says it is gone is disabled at once', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    world.poster.answers.push({ outcome: 'answered', status: 410, body: '' });
    await expect(world.deliver(3)).rejects.toThrow('answered 410');
    expect(world.disabled).toEqual([['news', 'gone']]);
  });

  test('is not disabled before a notice to the city is owed', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    const deps = { ...world.deps, endpointNotices: { owe: () => Promise.reject(new Error('SQS')) } };
    world.poster.answers.push({ outcome: 'answered', status: 410, body: '' });
    await expect(deliverEvent(deps)(world.outbound(3))).rejects.toThrow('SQS');
    expect(world.disabled).toEqual([]);
  });
});

describe('a batch of the queue', () => {
  const record = (id: string, body: unknown, tries = 1, group = 'g') => ({
    messageId: id,
    receiptHandle: `receipt-${id}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { MessageGroupId: group, ApproximateReceiveCount: String(tries) },
  });

  test('waits longer after each try, or as long as it is asked to', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    for (const tries of [1, 2, 9, 10]) {
      world.poster.answers.push({ outcome: 'answered', status: 503, body: '' });
      const result = await handleWebhooks(world.deps)({ Records: [record('m', world.outbound(3), tries)] });
      expect(result.batchItemFailures).toEqual([{ itemIdentifier: 'm' }]);
    }
    world.poster.answers.push({ outcome: 'answered', status: 429, body: '', retryAfter: 777 });
    await handleWebhooks(world.deps)({ Records: [record('m', world.outbound(3))] });
    expect(world.waits).toEqual([30, 120, 29_850, 0, 777]);
    expect(JSON.stringify(world.failures)).not.toContain('Lampu');
  });

  test('keeps later events of the same group back after a failure, and no others', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    world.poster.answers.push({ outcome: 'answered', status: 500, body: '' });
    const result = await handleWebhooks(world.deps)({
      Records: [
        record('a', world.outbound(2)),
        record('b', world.outbound(3)),
        record('c', world.outbound(3), 1, 'other'),
      ],
    });
    expect(result.batchItemFailures.map((f) => f.itemIdentifier)).toEqual(['a', 'b']);
    expect(world.poster.posted).toHaveLength(2);
  });

  test.each(['not JSON', { complaintId }, null])('fails only for %j', async (bad) => {
    const world = webhookWorld(subscription());
    answered(world);
    const result = await handleWebhooks(world.deps)({
      Records: [record('a', bad, 1, 'bad'), record('b', world.outbound(3))],
    });
    expect(result.batchItemFailures).toEqual([{ itemIdentifier: 'a' }]);
    expect(world.failures).toEqual([{ error: 'TryLater: not an event of ours' }]);
    expect(world.waits).toEqual([30]);
  });

  test('tells each failure by the ids of its event and no word of it, that of the queue too', async () => {
    const world = webhookWorld(subscription());
    answered(world);
    world.poster.answers.push({ outcome: 'answered', status: 500, body: '' });
    const deps = { ...world.deps, queue: { giveAgain: () => Promise.reject(new TypeError('Lampu')) } };
    const result = await handleWebhooks(deps)({ Records: [record('m', world.outbound(3))] });
    expect(result.batchItemFailures).toEqual([{ itemIdentifier: 'm' }]);
    expect(world.failures).toEqual([
      { ...world.outbound(3), error: 'TryLater: answered 500' },
      { ...world.outbound(3), error: 'TypeError' },
    ]);
  });
});

describe('a subscription’s record', () => {
  test('needs a URL, unless it only files upstream', () => {
    const { url: _url, ...without } = subscription();
    expect(schema.safeParse(without).success).toBe(false);
    expect(strict(schema).safeParse({ ...subscription(), actions: ['note'] }).success).toBe(false);
    expect(schema.safeParse(subscription()).success).toBe(true);
  });
});
