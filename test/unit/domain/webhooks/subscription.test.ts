/** A subscription: its edges, which events it asks for, and what its subscriber may see. */
import { describe, expect, test } from 'vitest';
import type { ComplaintEvent } from '../../../../functions/domain/complaint/complaint.ts';
import type { Action } from '../../../../functions/domain/complaint/lifecycle.ts';
import { staffOnlyActions } from '../../../../functions/domain/complaint/staff-only.ts';
import { endpointHealth } from '../../../../functions/domain/webhooks/endpoint-health.ts';
import { outboundEvent, outboundEventsFor } from '../../../../functions/domain/webhooks/outbound-events.ts';
import { relayRecord } from '../../../../functions/domain/webhooks/relay-record.ts';
import {
  hides,
  isActive,
  isNews,
  secretOwner,
  sightOf,
  subscription,
  subscriptionSecrets,
  wants,
  type Subscription,
} from '../../../../functions/domain/webhooks/subscription.ts';
import { filed, steps, story } from '../../../support/complaints.ts';
import { faultsAt, long, misjudged, type Edge } from '../../../support/schemas.ts';

const base: Subscription = { version: 1, id: 'app-news', clientId: 'app', url: 'https://app.example/hook' };
const account = { email: 'a@b.id', phone: '08114706999', firstName: 'Kota' };
const addstream = { url: 'https://lapor.example/addstream', account };
const longUrl = `https://app.example/${long(480)}`;
const now = new Date('2026-03-13T10:00:00.000Z');

describe('a subscription', () => {
  const slugs: [unknown[], unknown[]] = [
    ['a', 'app-2', 'a-b-c', long(60)],
    ['', '-a', 'a-', 'a--b', 'A', 'a#b', long(61), undefined],
  ];
  test.each<Edge>([
    ['version', [1], [0, 1.5, undefined]],
    ['validTo', ['2026-03-13', undefined], ['x']],
    ['id', ...slugs],
    ['clientId', ['app'], ['', 'a#b', undefined]],
    ['url', [longUrl], [`${longUrl}x`, 'x', undefined]],
    ['actions', [undefined, ['verify'], ['verify', 'answer']], [[], ['note'], ['other']]],
    ['serviceCodes', [undefined, [long(40)], ['a', 'b']], [[], [long(41)]]],
    ['agencyIds', [undefined, [long(60)], ['a', 'b']], [[], [long(61)]]],
    ['disabledAt', [undefined, now.toISOString()], ['2026-03-13']],
    ['disabledReason', [undefined, 'failing', 'gone'], ['', 'x']],
    ['relay', [undefined, { from: 'filed' }, { from: 'verified' }], [{}, { from: 'x' }, { from: 'filed', x: 1 }]],
    ['x', [], [1]],
  ])('%s', (...edge) => expect(misjudged(subscription, base, edge)).toEqual([]));

  const relay = { ...base, relay: { from: 'filed', names: {}, addstream } };
  test.each<Edge>([
    ['url', [undefined], []],
    ['relay.names.states', [{}, { CLOSED: long(100) }, undefined], [{ CLOSED: long(101) }, { OTHER: 'x' }]],
    ['relay.names.classes', [{}, { aspirasi: long(100) }, undefined], [{ aspirasi: long(101) }, { other: 'x' }]],
    ['relay.names.categories', [{}, { any: long(100) }, undefined], [{ any: long(101) }]],
    ['relay.names.x', [], [1]],
    ['relay.addstream.url', [longUrl], [`${longUrl}x`, 'x', undefined]],
    ['relay.addstream.x', [], [1]],
    ['relay.addstream.account.email', [`${long(249)}@b.id`], [`${long(250)}@b.id`, 'x', undefined]],
    ['relay.addstream.account.phone', ['', long(20)], [long(21), undefined]],
    ['relay.addstream.account.firstName', ['x', long(60)], ['', long(61), undefined]],
    ['relay.addstream.account.x', [], [1]],
  ])('of a relay: %s', (...edge) => expect(misjudged(subscription, relay, edge)).toEqual([]));

  test('needs an endpoint unless it files upstream', () => {
    const { error } = subscription.safeParse({ ...base, url: undefined, relay: { from: 'filed' } });
    expect(error?.issues).toMatchObject([{ path: ['url'], message: expect.stringMatching(/^required/) as string }]);
    expect(faultsAt(subscription, base, 'url', undefined)).toHaveLength(1);
  });
});

describe('its secrets', () => {
  const secret = { ciphertext: 'YWJj', createdAt: now.toISOString(), by: 'sub-admin' };
  const signing = { ...secret, secretId: 's1' };
  const kept = { version: 1, signing: [signing], relayToken: secret };
  test.each<Edge>([
    ['version', [1], [0, 1.5, undefined]],
    ['signing', [[], [signing, signing]], [[signing, signing, signing], [secret], undefined]],
    ['signing.0.ciphertext', ['A'.repeat(8192)], ['A'.repeat(8196), '%', undefined]],
    ['signing.0.createdAt', [secret.createdAt], ['2026-03-13', undefined]],
    ['signing.0.by', ['x'], [undefined, 1]],
    ['signing.0.secretId', ['x'], [undefined, 1]],
    ['signing.0.x', [], [1]],
    ['relayToken', [undefined, secret], [{}, signing]],
    ['x', [], [1]],
  ])('%s', (...edge) => expect(misjudged(subscriptionSecrets, kept, edge)).toEqual([]));
  test('belong to it', () => expect(secretOwner(base)).toBe('subscription#app-news'));
});

const { events } = story(filed('2026-03-13 10:00', { serviceCode: 'lampu-jalan' }), steps.answered('2026-03-13 11:00'));
const [file, verify, respond, answer] = events as [ComplaintEvent, ComplaintEvent, ComplaintEvent, ComplaintEvent];

describe('asks for', () => {
  test.each<[string, Partial<Subscription>, Partial<ComplaintEvent>, boolean]>([
    ['everything without a filter', {}, {}, true],
    ['one of its actions', { actions: ['answer', 'verify'] }, {}, true],
    ['no other action', { actions: ['answer'] }, {}, false],
    ['one of its services', { serviceCodes: ['sampah', 'lampu-jalan'] }, {}, true],
    ['no other service', { serviceCodes: ['sampah'] }, {}, false],
    ['no unknown service', { serviceCodes: ['sampah'] }, { serviceCode: undefined }, false],
    ['one of its agencies', { agencyIds: ['bpbd', 'dinas-perhubungan'] }, {}, true],
    ['no other agency', { agencyIds: ['bpbd'] }, {}, false],
    ['no event without an agency', { agencyIds: ['bpbd'] }, { agencyId: undefined }, false],
    ['all of its filters at once', { actions: ['verify'], serviceCodes: ['sampah'] }, {}, false],
    ['all of its filters at once', { actions: ['answer'], serviceCodes: ['lampu-jalan'] }, {}, false],
    ['all of its filters at once', { serviceCodes: ['lampu-jalan'], agencyIds: ['bpbd'] }, {}, false],
    ['what hides a complaint, whatever its filter', { actions: ['answer'] }, { confidential: true }, true],
    ['no lowering of privacy beside its filter', { actions: ['answer'] }, { confidential: false }, false],
    ['nothing of the staff’s own', {}, { action: 'note' }, false],
    ['nothing of the staff’s own, though it hides', {}, { action: 'note', confidential: true }, false],
    ['nothing of a newer release', {}, { action: 'seal' as Action }, false],
    ['what hides a complaint in a newer release', {}, { action: 'seal' as Action, confidential: true }, true],
    ['nothing once it is disabled', { disabledAt: now.toISOString() }, {}, false],
    ['nothing once it is disabled', { disabledAt: now.toISOString() }, { confidential: true }, false],
    ['nothing once it is retired', { validTo: '2026-03-12' }, {}, false],
    ['all on its last day', { validTo: '2026-03-13' }, {}, true],
  ])('%s: %o %o', (_, filter, event, asked) => {
    const [s, e] = [
      { ...base, ...filter },
      { ...verify, ...event },
    ];
    expect(wants(s, e, now)).toBe(asked);
    expect(outboundEventsFor(e, [{ ...s, id: 'other' }], now)).toEqual(
      asked ? [{ complaintId: verify.complaintId, version: 2, subscriptionId: 'other' }] : [],
    );
  });

  test('each for itself', () => {
    const all = [base, { ...base, id: 'b', actions: ['answer' as const] }, { ...base, id: 'c' }];
    expect(outboundEventsFor(verify, all, now).map((e) => e.subscriptionId)).toEqual(['app-news', 'c']);
  });

  test('nothing while it is not active', () => {
    expect(isActive(base, now)).toBe(true);
    expect(isActive({ ...base, disabledAt: now.toISOString() }, now)).toBe(false);
    expect(isActive({ ...base, validTo: '2026-03-12' }, now)).toBe(false);
  });
});

test.each<Edge>([
  ['complaintId', ['x'], [undefined, 1]],
  ['version', [1], [0, 1.5, undefined]],
  ['subscriptionId', ['x'], [undefined, 1]],
  ['x', [], [1]],
])('an event in the queue: %s', (...edge) =>
  expect(misjudged(outboundEvent, { complaintId: 'x', version: 1, subscriptionId: 'y' }, edge)).toEqual([]),
);

describe('news', () => {
  const comment = { ...respond, action: 'comment' as const, from: respond.to };
  test('for the public are changes of state, verification, and what makes a complaint public', () => {
    for (const event of [file, verify, respond, answer, { ...comment, action: 'verify' as const }])
      expect(isNews('public', event)).toBe(true);
    expect(isNews('public', { ...comment, action: 'privacy', confidential: false })).toBe(true);
    expect(isNews('public', { ...comment, action: 'privacy', confidential: true })).toBe(false);
    expect(isNews('public', comment)).toBe(false);
  });
  test('for who sees all are all but the staff’s own', () => {
    expect(isNews('full', comment)).toBe(true);
    for (const action of staffOnlyActions) {
      expect(isNews('full', { ...respond, action })).toBe(false);
      expect(isNews('public', { ...respond, action })).toBe(false);
    }
  });
  test('may hide a complaint where they say so', () => {
    expect([{ confidential: true }, { confidential: false }, {}].map(hides)).toEqual([true, false, false]);
  });
});

describe('what a subscriber sees', () => {
  const own = { clientId: 'app' };
  const other = { clientId: 'x' };
  const verifiedAt = now.toISOString();
  const scoped = { secret: true };
  test.each<[string, { relay?: 'filed' | 'verified'; secret?: boolean }, object, string]>([
    ['its own', {}, own, 'full'],
    ['its own, verified', {}, { ...own, verifiedAt }, 'full'],
    ['another’s before it is verified', {}, other, 'nothing'],
    ['another’s once it is verified', {}, { ...other, verifiedAt }, 'public'],
    ['one that nobody’s client filed', {}, { verifiedAt }, 'public'],
    ['its own confidential', {}, { ...own, confidential: true }, 'nothing'],
    ['its own confidential, with the scope', scoped, { ...own, confidential: true }, 'full'],
    ['another’s confidential, with the scope', scoped, { ...other, confidential: true, verifiedAt }, 'public'],
    ['another’s confidential unverified, with the scope', scoped, { ...other, confidential: true }, 'nothing'],
    ['for a relay of all, any', { relay: 'filed' }, other, 'full'],
    ['for a relay of the verified, one that is not', { relay: 'verified' }, other, 'nothing'],
    ['for a relay of the verified, one that is', { relay: 'verified' }, { ...other, verifiedAt }, 'full'],
    ['for a relay, one that came from there', { relay: 'verified' }, own, 'full'],
    ['for a relay, a confidential one', { relay: 'filed', secret: true }, { ...other, confidential: true }, 'nothing'],
    ['for a relay, its own confidential one', { relay: 'filed', secret: true }, { ...own, confidential: true }, 'full'],
    ['for a relay, its own confidential without scope', { relay: 'filed' }, { ...own, confidential: true }, 'nothing'],
  ])('of %s', (_, { relay, secret }, complaint, sight) => {
    const client = { clientId: 'app', scopes: secret ? (['complaints:confidential'] as const) : [] };
    const s = relay === undefined ? {} : { relay: { from: relay } };
    expect(
      sightOf(s, { ...client, scopes: [...client.scopes] }, { confidential: false, ...complaint }) ?? 'nothing',
    ).toBe(sight);
  });
});

test.each<Edge>([
  ['failingSince', ['x'], [undefined, 1]],
  ['restsUntil', ['x', undefined], [1]],
])('the record of a failing endpoint: %s', (...edge) =>
  expect(misjudged(endpointHealth, { failingSince: 'x' }, edge)).toEqual([]),
);

test.each<Edge>([
  ['attempts', [0, 2, undefined], [0.5, 'x']],
  ['upstreamId', ['x', undefined], [1]],
  ['transactionId', ['x', undefined], [1]],
])('the record of a complaint upstream: %s', (...edge) => {
  expect(misjudged(relayRecord, {}, edge)).toEqual([]);
  expect(relayRecord.parse({})).toEqual({ attempts: 0 });
});
