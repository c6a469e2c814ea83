/** What webhooks counts on in its stores: the same on the fakes and on a real engine. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { createEndpointHealth } from '../../functions/adapters/dynamodb/webhooks/endpoint-health.ts';
import { createFilingStore } from '../../functions/adapters/dynamodb/complaints/filing-store.ts';
import { createComplaintStore } from '../../functions/adapters/dynamodb/complaints/complaint-store.ts';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { createRelayReader, createRelayRecords } from '../../functions/adapters/dynamodb/webhooks/relay-records.ts';
import { createRecordCache } from '../../functions/adapters/dynamodb/record-cache.ts';
import {
  createEncryptedSecrets,
  createSecretKeeper,
} from '../../functions/adapters/dynamodb/directory/subscription-secrets.ts';
import { createSubscriptions } from '../../functions/adapters/dynamodb/directory/subscriptions.ts';
import { createWebhookDeliveries } from '../../functions/adapters/dynamodb/webhooks/deliveries.ts';
import type { ComplaintStore, FilingStore } from '../../functions/domain/complaint/ports.ts';
import type {
  EndpointHealthStore,
  RelayReader,
  RelayRecords,
  WebhookDeliveries,
} from '../../functions/domain/webhooks/ports.ts';
import { filed, steps, story } from '../support/complaints.ts';
import { manualClock } from '../support/fakes/clock.ts';
import { fakeComplaintStore, fakeFilingStore, memoryTable } from '../support/fakes/table.ts';
import { fakeDeliveries, fakeHealth, fakeRelays } from '../support/fakes/webhooks.ts';
import { engineOfThisFile } from '../support/stores.ts';
import { secretsFor, secretOf, subscription } from '../support/subscriptions.ts';

type Opened = {
  deliveries: WebhookDeliveries;
  relays: RelayRecords & RelayReader;
  endpoints: EndpointHealthStore;
  filing: FilingStore;
  store: Pick<ComplaintStore, 'save'>;
};

const engine = engineOfThisFile();
const implementations: { name: string; open: () => Promise<Opened> }[] = [
  {
    name: 'in memory',
    async open() {
      const table = memoryTable();
      return {
        deliveries: fakeDeliveries(table),
        relays: fakeRelays(),
        endpoints: fakeHealth(),
        filing: fakeFilingStore(table),
        store: fakeComplaintStore(table),
      };
    },
  },
  {
    name: 'in DynamoDB',
    async open() {
      const running = await engine();
      const { client } = running;
      const tables = await running.newTables();
      const table = tables.complaints;
      return {
        deliveries: createWebhookDeliveries(client, table),
        relays: { ...createRelayRecords(client, table), ...createRelayReader(client, table) },
        endpoints: createEndpointHealth(client, table),
        filing: createFilingStore(client, tables),
        store: createComplaintStore(client, table),
      };
    },
  },
];

const id = 'AMB-7K3Q9CN';
const outbound = (version = 1, subscriptionId = 'news') => ({ complaintId: id, version, subscriptionId });
const at = (minutes: number): Date => new Date(Date.UTC(2026, 2, 13, 1, minutes));
const instant = at(0).toISOString();

describe.each(implementations)('what webhooks keeps $name', ({ open }) => {
  test('an event comes with its text and the report’s', async () => {
    const { deliveries, filing, store } = await open();
    const day = '2026-03-13 10:00';
    const told = story(
      filed(day, { id, text: { description: 'Lampu padam.', reference: 'R-1' } }),
      steps.answered(day),
    );
    await filing.file(told.changes[0]!, undefined, undefined);
    for (const change of told.changes.slice(1)) await store.save(change);
    expect(await deliveries.fact(outbound(4))).toEqual({
      event: told.events[3],
      text: { text: 'Sudah diperbaiki.' },
      report: { description: 'Lampu padam.', reference: 'R-1' },
    });
    const first = await deliveries.fact(outbound(1));
    expect(first).toMatchObject({
      event: { action: 'file' },
      text: { reference: 'R-1' },
      report: { reference: 'R-1' },
    });
    expect(await deliveries.fact(outbound(2))).toMatchObject({ event: { action: 'verify' } });
    expect((await deliveries.fact(outbound(2)))?.text).toBeUndefined();
    expect(await deliveries.fact(outbound(9))).toBeUndefined();
  });

  test('a record is of one event and one subscriber; whether one was told is of all events', async () => {
    const { deliveries } = await open();
    await deliveries.markDelivered(outbound(2), instant);
    expect(await deliveries.isDelivered(outbound(2))).toBe(true);
    expect(await deliveries.isDelivered(outbound(3))).toBe(false);
    expect(await deliveries.isDelivered(outbound(2, 'news-2'))).toBe(false);
    expect(await deliveries.wasTold(outbound(9))).toBe(true);
    expect(await deliveries.wasTold(outbound(9, 'new'))).toBe(false);
    expect(await deliveries.wasTold({ ...outbound(2), complaintId: 'AMB-2222223' })).toBe(false);
  });

  test('attempts upstream are counted, also at once, and taken back', async () => {
    const { relays } = await open();
    expect(await relays.relayed(outbound())).toBeUndefined();
    const counts = await Promise.all([1, 2, 3].map(() => relays.beginAttempt(outbound(), instant)));
    expect(counts.toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
    await relays.cancelAttempt(outbound());
    await relays.keepUpstreamId(outbound(7), { upstreamId: '1916449', transactionId: 'T' });
    expect(await relays.relayed(outbound())).toEqual({ attempts: 2, upstreamId: '1916449', transactionId: 'T' });
    await relays.keepUpstreamId(outbound(1, 'other'), { upstreamId: '5' });
    expect((await relays.relayed(outbound(1, 'other')))?.transactionId).toBeUndefined();
    await relays.beginAttempt(outbound(1, 'unanswered'), instant);
    expect(await relays.upstreamIds(id)).toEqual([
      { subscriptionId: 'news', upstreamId: '1916449' },
      { subscriptionId: 'other', upstreamId: '5' },
    ]);
    expect(await relays.upstreamIds('AMB-2222223')).toEqual([]);
  });

  test('an endpoint fails since its first failure, until it recovers, under one version of its subscription', async () => {
    const { endpoints } = await open();
    const endpoint = { id: 'news', version: 1 };
    expect(await endpoints.health(endpoint)).toBeUndefined();
    expect(await endpoints.failed(endpoint, at(0))).toEqual({ failingSince: at(0).toISOString() });
    const second = { failingSince: at(0).toISOString(), restsUntil: at(6).toISOString() };
    expect(await endpoints.failed(endpoint, at(5), at(6))).toEqual(second);
    expect(await endpoints.health(endpoint)).toEqual(second);
    expect(await endpoints.health({ ...endpoint, version: 2 })).toBeUndefined();
    await endpoints.recovered(endpoint);
    expect(await endpoints.health(endpoint)).toBeUndefined();
    await endpoints.recovered(endpoint);
  });
});

describe('secrets of subscriptions in the directory', () => {
  test('are kept over the version read, and read again as they are, or as they were a minute ago', async () => {
    const running = await engine();
    const table = await running.newTable('directory');
    const clock = manualClock('2026-03-13 10:00');
    const keeper = createSecretKeeper(running.client, table);
    const cached = createEncryptedSecrets(running.client, { table, cached: createRecordCache(clock) });
    expect(await keeper.secretsOf('news')).toBeUndefined();
    const one = secretsFor('news', [secretOf(1)]);
    const two = { ...secretsFor('news', [secretOf(2), secretOf(1)], 'token'), version: 2 };
    await keeper.keep('news', one);
    expect(await cached.secretsOf('news')).toEqual(one);
    await keeper.keep('news', two);
    await expect(keeper.keep('news', two)).rejects.toThrow('somebody else');
    await expect(keeper.keep('news', one)).rejects.toThrow('somebody else');
    expect(await keeper.secretsOf('news')).toEqual(two);
    expect(await cached.secretsOf('news')).toEqual(one);
    clock.set('2026-03-13 10:01');
    expect(await cached.secretsOf('news')).toEqual(two);
  });
});

describe('subscriptions in the directory', () => {
  const clock = manualClock('2026-03-13 10:00');
  async function directory() {
    const running = await engine();
    const { client } = running;
    const table = await running.newTable('directory');
    const put = (sk: string, record: object) =>
      client.send(new PutCommand({ TableName: table, Item: { ...keys.directory('subscription', sk), ...record } }));
    return { put, open: () => createSubscriptions(client, { table, clock }) };
  }

  test('are read together; one that cannot be read keeps nothing from the others', async () => {
    const { put, open } = await directory();
    await put('news', subscription());
    await put('broken', { id: 'broken', version: 'x' });
    expect(await open().subscriptions()).toEqual([subscription()]);
  });

  test('are kept for a minute', async () => {
    const { put, open } = await directory();
    const subscriptions = open();
    expect(await subscriptions.subscriptions()).toEqual([]);
    await put('news', subscription());
    expect(await subscriptions.subscriptions()).toEqual([]);
    clock.set('2026-03-13 10:01');
    expect(await subscriptions.subscriptions()).toHaveLength(1);
  });

  test('are disabled only as they were when they failed', async () => {
    const { put, open } = await directory();
    await put('news', subscription());
    await open().disable(subscription(), 'failing', instant);
    const [disabled] = await open().subscriptions();
    expect(disabled).toEqual({ ...subscription(), version: 2, disabledAt: instant, disabledReason: 'failing' });
    await put('news', subscription({ version: 3 }));
    await open().disable(disabled!, 'gone', instant);
    expect(await open().subscriptions()).toEqual([subscription({ version: 3 })]);
  });
});
