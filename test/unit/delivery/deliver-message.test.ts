/** One message: sent once, and only what is still true and the recipient's to read. */
import { assert, asyncProperty, boolean, string, uuid } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ambon } from '../../support/ambon.ts';
import { agencyId, filing, steps } from '../../support/complaints.ts';
import { deliveryWorld, reporterPhone, toReporter } from '../../support/delivery.ts';

const morning = '2026-03-13 10:00';
const { id } = filing();
const shortName = ambon.agencies.find((agency) => agency.id === agencyId)!.smsName;

describe('a message to the reporter', () => {
  test('goes out once: record, SMS id, no second on redelivery or replay', async () => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file(morning));
    expect(await world.deliver(morning, [received!, received!])).toEqual(['sent', 'finished-before']);
    expect(await world.deliver('2027-03-13 10:00', [received!])).toEqual(['finished-before']);
    expect(world.sms.sent).toHaveLength(1);
    expect(world.sms.sent[0]).toMatchObject({ phone: reporterPhone });
    expect(world.recordOf(received!)).toEqual({ status: 'sent', messageId: 'sns-1', at: '2026-03-13T01:00:00.000Z' });
    expect(world.messages.links.get('sns-1')).toBe(id);
    expect(world.metrics).toEqual({});
  });

  test.each([['landline'], ['none']] as const)('is dropped without a mobile number (%s)', async (contact) => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file(morning, { contact }));
    expect(await world.deliver(morning, [received!])).toEqual(['dropped']);
    expect(world.recordOf(received!)).toMatchObject({ status: 'dropped', reason: 'not-textable' });
    expect(world.metrics).toEqual({ MessagesDropped: 1 });
  });

  test('about a danger tells whom to call before all else, even at night for an officer at the counter', async () => {
    const world = deliveryWorld();
    const danger = {
      kind: 'kebakaran',
      agencyId: 'dinas-damkar',
      call: [{ name: 'darurat', number: '112', free: true }],
    };
    const night = '2026-03-13 23:30';
    const messages = await world.file(night, { danger, actor: { role: 'coordinator', id: 'c-1' } });
    expect(messages.map(({ template, recipient }) => [template, recipient])).toEqual([
      ['danger', { kind: 'office', office: 'coordinator' }],
      ['danger', { kind: 'office', office: 'liaison', agencyId: 'dinas-damkar' }],
      ['received', { kind: 'reporter' }],
      ['new', { kind: 'office', office: 'coordinator' }],
    ]);
    expect(await world.deliver(night, messages)).toEqual(['sent', 'sent', 'sent', 'sent']);
    expect(world.sms.sent[0]!.text).toBe(
      `Telepon 112 SEKARANG, gratis. Laporan ${id} kami terima; petugas jaga sudah kami beri tahu.`,
    );
  });

  test('is dropped when the identity is gone', async () => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file(morning));
    world.table.identities.clear();
    await world.deliver(morning, [received!]);
    expect(world.recordOf(received!)).toMatchObject({ reason: 'not-textable' });
  });

  test('tells only the procedure once the report was made confidential, even between event and send', async () => {
    const world = deliveryWorld();
    await world.file(morning);
    const [forwarded] = toReporter(world.act([morning, 'verify', 'coordinator', { agencyId }]));
    world.act([morning, 'restrict', 'staff', { confidential: true }]);
    await world.deliver(morning, [forwarded!]);
    expect(world.sms.sent[0]!.text).toMatch(
      new RegExp(`^Laporan ${id} sedang kami proses\\. Jawabannya paling lambat \\d+ \\w+\\.$`),
    );
  });

  test('never holds the words of a complaint nor who sent it', async () => {
    await assert(
      asyncProperty(string({ minLength: 12 }), uuid(), boolean(), async (description, name, confidential) => {
        const world = deliveryWorld();
        const words = `x${description}x`;
        const messages = await world.file(
          morning,
          { text: { description: words }, confidential },
          { phone: reporterPhone, name, email: `${name}@contoh.id` },
        );
        for (const step of [...steps.answered(morning), [morning, 'object', 'reporter', { text: words }] as const])
          messages.push(...world.act(step));
        await world.deliver(morning, messages);
        const said = [...world.sms.sent.map((s) => s.text), ...world.notices.sent.flatMap((n) => [n.subject, n.body])];
        expect(said.length).toBeGreaterThan(2);
        for (const text of said) for (const secret of [words, name, reporterPhone]) expect(text).not.toContain(secret);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a text names', () => {
  test('in a receipt the agency to which the service forwards', async () => {
    const world = deliveryWorld();
    const messages = toReporter(await world.file(morning, { autoForwardTo: agencyId, serviceCode: 'lampu-jalan' }));
    expect(messages.map(({ template }) => template)).toEqual(['received-forwarded']);
    await world.deliver(morning, messages);
    expect(world.sms.sent[0]!.text).toContain(`teruskan ke ${shortName}`);
  });

  test('in news the agency that held the complaint at the event, and none while it was returned', async () => {
    const world = deliveryWorld();
    await world.file(morning);
    world.act([morning, 'verify', 'coordinator', { agencyId }]);
    const total = { clock: 'total', clockStage: 1, step: 1, of: 3, office: 'liaison' } as const;
    const held = toReporter(world.act([morning, 'remind', 'system', { rung: total }]));
    await world.deliver(morning, held);
    world.act([morning, 'return', 'owner', { text: 'Bukan kami.' }]);
    const returned = toReporter(world.act([morning, 'remind', 'system', { rung: { ...total, step: 3 } }]));
    await world.deliver(morning, returned);
    const named = world.sms.sent.map(({ text }) => text.includes(shortName));
    expect(named).toEqual([true, false]);
  });
});

describe('a message waits', () => {
  test('while another run sends it, until that run’s claim ends', async () => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file(morning));
    await world.messages.claim(received!, world.clock.now(), new Date('2026-03-13T01:01:00.000Z'));
    await expect(world.deliver('2026-03-13 10:00:59', [received!])).rejects.toThrow('another run');
    expect(world.sms.sent).toEqual([]);
    expect(await world.deliver('2026-03-13 10:01:00', [received!])).toEqual(['sent']);
  });

  test('for its event and its complaint', async () => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file(morning));
    const { deps, messages } = world;
    const noEvent = { ...deps, messages: { ...messages, event: async () => undefined } };
    await expect(world.deliver(morning, [received!], noEvent)).rejects.toThrow('is missing');
    const noComplaint = { ...deps, complaints: { ...deps.complaints, get: async () => undefined } };
    await expect(world.deliver(morning, [received!], noComplaint)).rejects.toThrow('is missing');
  });

  test('of a notice for a complaint as new as its event, of an SMS for the newest', async () => {
    const world = deliveryWorld();
    const messages = await world.file(morning);
    const asked: unknown[] = [];
    const get = async (asking: string, atLeast?: number) => (asked.push(atLeast), world.deps.complaints.get(asking));
    await world.deliver(morning, messages, { ...world.deps, complaints: { ...world.deps.complaints, get } });
    expect(messages.map((m) => m.recipient.kind)).toEqual(['reporter', 'office']);
    expect(asked).toEqual([undefined, 1]);
  });
});

describe('a phone that sent STOP', () => {
  const phoneMac = 'mac-of-the-phone';
  test('gets no SMS, and its complaint’s offices still hear', async () => {
    const world = deliveryWorld();
    const messages = await world.file(morning, { phoneMac });
    world.table.phones.set(phoneMac, { version: 1, optedOut: '2026-03-01T00:00:00.000Z' });
    expect(await world.deliver(morning, messages)).toEqual(['dropped', 'sent']);
    expect(world.recordOf(messages[0]!)).toMatchObject({ reason: 'opted-out' });
  });

  test('did not read the answer, so that silence does not close it', async () => {
    const world = deliveryWorld();
    await world.file(morning, { phoneMac });
    world.act([morning, 'verify', 'coordinator', { agencyId }]);
    const [answered] = toReporter(world.act([morning, 'answer', 'owner', { text: 'Sudah.' }]));
    world.table.phones.set(phoneMac, { version: 1, optedOut: '2026-03-01T00:00:00.000Z' });
    expect(await world.deliver(morning, [answered!])).toEqual(['dropped']);
    expect(world.table.complaints.get(id)).toMatchObject({ state: 'ANSWERED', unreachableAt: expect.any(String) });
    expect(world.table.complaints.get(id)).not.toHaveProperty('nextWakeAt');
  });

  test('is the follower’s own where the news goes to a follower', async () => {
    const world = deliveryWorld();
    const [child, parent] = ['AMB-2222223', 'AMB-3333334'];
    await world.file(morning, { id: parent, phoneMac: 'parent' });
    await world.file(morning, { id: child, phoneMac });
    world.act([morning, 'merge', 'coordinator', { parentId: parent }], child);
    const [forwarded] = toReporter(world.act([morning, 'verify', 'coordinator', { agencyId }], parent));
    const follower = { ...forwarded!, recipient: { kind: 'reporter' as const, complaintId: child } };
    world.table.phones.set('parent', { version: 1, optedOut: '2026-03-01T00:00:00.000Z' });
    expect(await world.deliver(morning, [forwarded!, follower])).toEqual(['dropped', 'sent']);
    expect(world.messages.links.get('sns-1')).toBe(child);
  });
});

describe('beyond a phone’s share or the day’s budget', () => {
  const phoneMac = 'mac-of-the-phone';
  const news = async (sms: object) => {
    const world = deliveryWorld({ city: { sms } });
    await world.file(morning, { phoneMac });
    const [forwarded] = toReporter(world.act([morning, 'verify', 'coordinator', { agencyId }]));
    return { world, forwarded: forwarded! };
  };
  const when = { kind: 'news', day: '2026-03-13', hour: '10' } as const;

  test('news waits under today’s date, and only the newest', async () => {
    const { world, forwarded } = await news({ newsPerHour: 1 });
    await world.deps.counters.countPhone(phoneMac, when, { perHour: 1, perDay: 1 });
    expect(await world.deliver(morning, [forwarded])).toEqual(['held']);
    expect([...world.messages.rows.values()]).toEqual([{ date: '2026-03-13', message: forwarded }]);
    await world.messages.hold({ date: '2026-03-13', message: { ...forwarded, version: 9 } });
    expect(await world.deliver(morning, [forwarded])).toEqual(['dropped']);
    expect(world.recordOf(forwarded)).toMatchObject({ reason: 'coalesced' });
  });

  test('news is dropped', async () => {
    const { world, forwarded } = await news({ dailyBudgetUsd: 0.4 });
    await world.deps.counters.countCity('2026-03-13', undefined);
    expect(await world.deliver(morning, [forwarded])).toEqual(['dropped']);
    expect(world.recordOf(forwarded)).toMatchObject({ reason: 'spend' });
    expect(world.sms.sent).toEqual([]);
  });

  test('notices to offices count for neither', async () => {
    const { world } = await news({ dailyBudgetUsd: 0.4 });
    await world.deps.counters.countCity('2026-03-13', undefined);
    const assigned = world.act([morning, 'comment', 'reporter', { text: 'a' }]);
    expect(await world.deliver(morning, assigned)).toEqual(['sent']);
    expect(world.messages.links.size).toBe(0);
    expect(await world.deps.counters.countCity('2026-03-13', undefined)).toBe(2);
  });
});

describe('what is no longer true', () => {
  test.each([
    ['forwarded', steps.forwarded, steps.answered(morning).slice(1)],
    ['answered', steps.answered, [[morning, 'accept', 'reporter']]],
    ['answered', steps.answered, [[morning, 'object', 'reporter', { text: 'a' }]]],
  ] as const)('%s is dropped as superseded', async (template, path, then) => {
    const world = deliveryWorld();
    await world.file(morning);
    const messages = path(morning).flatMap((step) => world.act(step));
    for (const step of then) world.act(step);
    const message = messages.findLast((o) => o.template === template && o.recipient.kind === 'reporter')!;
    expect(await world.deliver(morning, [message])).toEqual(['dropped']);
    expect(world.recordOf(message)).toMatchObject({ reason: 'superseded' });
  });

  test('an escalation step is dropped when the agency has answered it meanwhile', async () => {
    const world = deliveryWorld();
    await world.file(morning);
    world.act([morning, 'verify', 'coordinator', { agencyId }]);
    const rung = { clock: 'forwarded', clockStage: 2, step: 1, of: 4, office: 'liaison' } as const;
    const messages = world.act(['2026-03-26 00:00', 'remind', 'system', { rung }]);
    world.act(['2026-03-26 06:00', 'respond', 'owner']);
    expect(await world.deliver('2026-03-26 07:00', messages)).toEqual(['dropped', 'dropped']);
    expect(world.sms.sent).toEqual([]);
  });

  test('the first of two answers is dropped, the second sent', async () => {
    const world = deliveryWorld();
    await world.file(morning);
    const first = steps
      .answered(morning)
      .flatMap((step) => world.act(step))
      .at(-1)!;
    world.act(['2026-03-13 11:00', 'object', 'reporter', { text: 'a' }]);
    const [second] = world.act(['2026-03-13 12:00', 'answer', 'owner', { text: 'b' }]);
    expect(await world.deliver('2026-03-13 12:00', [first, second!])).toEqual(['dropped', 'sent']);
  });

  test('an escalation step of a former run of the same clock is dropped', async () => {
    const world = deliveryWorld();
    await world.file(morning);
    for (const step of steps.answered(morning)) world.act(step);
    world.act([morning, 'object', 'reporter', { text: 'a' }]);
    const clockStage = world.table.complaints.get(id)!.stage;
    const rung = { clock: 'reopened', clockStage, step: 1, of: 3, office: 'agency-head' } as const;
    const messages = world.act(['2026-03-28 00:00', 'escalate', 'system', { rung }]);
    world.act(['2026-03-28 01:00', 'answer', 'owner', { text: 'b' }]);
    world.act(['2026-03-28 02:00', 'object', 'reporter', { text: 'c' }]);
    expect(await world.deliver('2026-03-28 07:00', messages)).toEqual(['dropped', 'dropped']);
  });

  test('an escalation step is told while its clock runs', async () => {
    const world = deliveryWorld();
    await world.file(morning);
    world.act([morning, 'verify', 'coordinator', { agencyId }]);
    const rung = { clock: 'forwarded', clockStage: 2, step: 1, of: 4, office: 'liaison' } as const;
    const messages = world.act(['2026-03-26 00:00', 'remind', 'system', { rung }]);
    expect(await world.deliver('2026-03-26 08:00', messages)).toEqual(['sent', 'sent']);
    expect(world.notices.sent[0]).toMatchObject({ office: 'liaison', agency: agencyId, level: 'yellow' });
    expect(world.sms.sent[0]!.text).toContain('Petugasnya sudah kami ingatkan');
  });

  test('a receipt is owed whatever has happened since, and says where the report is', async () => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file(morning));
    for (const step of steps.inProgress(morning)) world.act(step);
    expect(await world.deliver(morning, [received!])).toEqual(['sent']);
    expect(world.sms.sent[0]!.text).toContain('Dinas Perhubungan');
  });

  test('a notice is not for an agency that has lost the complaint', async () => {
    const world = deliveryWorld();
    await world.file(morning);
    const assigned = world
      .act([morning, 'verify', 'coordinator', { agencyId }])
      .find((o) => o.template === 'assigned')!;
    world.table.complaints.set(id, { ...world.table.complaints.get(id)!, agencyId: 'dinas-pupr' });
    await world.deliver(morning, [assigned]);
    expect(world.recordOf(assigned)).toMatchObject({ reason: 'no-longer-visible' });
  });
});

describe('officer notices', () => {
  test('are sent at night', async () => {
    const world = deliveryWorld();
    const messages = await world.file('2026-03-13 23:00');
    expect(await world.deliver('2026-03-13 23:30', messages)).toEqual(['held', 'sent']);
    expect(world.notices.sent[0]).toMatchObject({ office: 'coordinator', agency: '-', level: 'info' });
  });

  test('for the liaison of the city agency go to the coordinator, who acts as that', async () => {
    const world = deliveryWorld();
    await world.file(morning);
    world.act([morning, 'keep', 'coordinator']);
    const messages = world.act([morning, 'comment', 'reporter', { text: 'a' }]);
    await world.deliver(morning, messages);
    expect(world.notices.sent[0]).toMatchObject({ office: 'coordinator', agency: 'diskominfo' });
  });

  test('for the head of the city agency go to that head', async () => {
    const world = deliveryWorld();
    await world.file(morning);
    world.act([morning, 'keep', 'coordinator']);
    const { name: clock, stage: clockStage } = world.table.complaints.get(id)!.clock!;
    const rung = { clock, clockStage, step: 2, of: 4, office: 'agency-head' } as const;
    const messages = world.act([morning, 'escalate', 'system', { rung }]);
    await world.deliver(morning, messages);
    expect(world.notices.sent[0]).toMatchObject({ office: 'agency-head', agency: 'diskominfo' });
  });

  test('name the service and the agency', async () => {
    const world = deliveryWorld();
    await world.file(morning, { serviceCode: 'lampu-jalan' });
    await world.deliver(morning, world.act([morning, 'verify', 'coordinator', { agencyId }]));
    expect(world.notices.sent[0]!.body).toMatch(/Layanan: Lampu jalan\nInstansi: Dinas Perhubungan/);
  });
});
