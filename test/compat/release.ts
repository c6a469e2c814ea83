/**
 * One release over tables: its stores, use cases and handlers, with AWS's other services in memory. `npm run release` bundles this file as it is
 * then; the tests of later releases open the bundle beside their own copy. Members may be added, but none may change or go.
 */
import { randomBytes } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { rulesToDecide } from '../../functions/access/rules.ts';
import {
  createContributionReader,
  createOpenReader,
  createQueueReader,
  createWakeReader,
} from '../../functions/adapters/dynamodb/complaints/complaint-indexes.ts';
import { createComplaintStore } from '../../functions/adapters/dynamodb/complaints/complaint-store.ts';
import { createConversationStore } from '../../functions/adapters/dynamodb/complaints/conversation-store.ts';
import { createDuplicateCandidateReader } from '../../functions/adapters/dynamodb/complaints/duplicate-candidates.ts';
import { createFilingStore } from '../../functions/adapters/dynamodb/complaints/filing-store.ts';
import { createIdentityStore } from '../../functions/adapters/dynamodb/complaints/identity-store.ts';
import { createPublicLists } from '../../functions/adapters/dynamodb/complaints/public-lists.ts';
import { createDirectory } from '../../functions/adapters/dynamodb/directory/directory.ts';
import { createDirectoryEditor } from '../../functions/adapters/dynamodb/directory/editor.ts';
import { createEncryptedSecrets } from '../../functions/adapters/dynamodb/directory/subscription-secrets.ts';
import { createSubscriptions } from '../../functions/adapters/dynamodb/directory/subscriptions.ts';
import { createMessageStore } from '../../functions/adapters/dynamodb/messages/message-store.ts';
import { createSmsCounters } from '../../functions/adapters/dynamodb/messages/sms-counters.ts';
import { createQuotaCounter } from '../../functions/adapters/dynamodb/quota-store.ts';
import { createRecordCache } from '../../functions/adapters/dynamodb/record-cache.ts';
import {
  createFigureBoard,
  createStatisticsReader,
  createStatisticsStore,
} from '../../functions/adapters/dynamodb/statistics-store.ts';
import { forEachStreamEvent, forEachStreamItem } from '../../functions/adapters/dynamodb/stream-events.ts';
import { createWebhookDeliveries } from '../../functions/adapters/dynamodb/webhooks/deliveries.ts';
import { createEndpointHealth } from '../../functions/adapters/dynamodb/webhooks/endpoint-health.ts';
import { createRelayReader, createRelayRecords } from '../../functions/adapters/dynamodb/webhooks/relay-records.ts';
import { receiveSms } from '../../functions/conversation/receive-sms.ts';
import { handleDelivery } from '../../functions/delivery/handle-delivery.ts';
import { recordKinds } from '../../functions/domain/administration/record-kinds.ts';
import { allowedActions } from '../../functions/domain/complaint/allowed-actions.ts';
import { checkChain } from '../../functions/domain/complaint/chain.ts';
import type { Command } from '../../functions/domain/complaint/command.ts';
import { party } from '../../functions/domain/complaint/lifecycle.ts';
import { decide } from '../../functions/domain/complaint/transition.ts';
import type { Clock } from '../../functions/domain/kernel/ports.ts';
import { handleEscalation } from '../../functions/escalation/handle-escalation.ts';
import { publicView, reporterView, staffView } from '../../functions/http/views/complaint-view.ts';
import { fileReport, type ReportToFile } from '../../functions/intake/file-report.ts';
import { notifyEvent } from '../../functions/notification/notify-event.ts';
import { notifyInbound } from '../../functions/notification/notify-inbound.ts';
import { routeEvent } from '../../functions/routing/route-event.ts';
import { handleWebhooks } from '../../functions/webhooks/handle-webhooks.ts';
import { fakeCipher, fakeMac, fakeReplyCipher } from '../support/fakes/keys.ts';
import { fakeEmail, fakeNotices, fakeSms } from '../support/fakes/senders.ts';
import { fakeTimers } from '../support/fakes/timers.ts';
import { fakePoster } from '../support/fakes/webhooks.ts';
import { fakeSecrets } from '../support/subscriptions.ts';

/** Tables and the time. The tables hold what any release has written. */
export type World = {
  client: DynamoDBDocumentClient;
  tables: { complaints: string; identities: string; directory: string };
  clock: Clock;
};

export type Release = ReturnType<typeof openRelease>;

const time = { getRemainingTimeInMillis: () => 900_000 };
const shard = 'arn:aws:dynamodb:local:0:table/complaints/stream/0';

export function openRelease({ client, tables, clock }: World) {
  const table = tables.complaints;
  const directory = createDirectory(client, { table: tables.directory, clock, uncached: true });
  const context = { directory, clock, random: (length: number) => randomBytes(length) };
  const store = createComplaintStore(client, table);
  const subscriptions = createSubscriptions(client, { table: tables.directory, clock });
  const queues = createQueueReader(client, table);
  const lists = createPublicLists(client, table);
  const candidates = createDuplicateCandidateReader(client, table);
  const [sms, notices, email, poster, timers] = [fakeSms(), fakeNotices(), fakeEmail(), fakePoster(), fakeTimers()];
  /** Bodies that wait in the queues, and what was reported of failures. */
  const queued: { messages: string[]; webhooks: string[] } = { messages: [], webhooks: [] };
  const failures: unknown[] = [];
  const put = (queue: string[], bodies: readonly object[]): void =>
    void queue.push(...bodies.map((body) => JSON.stringify(body)));
  const count = () => undefined;
  const findDanger = () => undefined;
  const onFailure = (what: unknown): void => void failures.push(what);

  const ownQueue = {
    release: async (held: readonly { date: string; message: object }[]) =>
      put(
        queued.messages,
        held.map(({ date, message }) => ({ ...message, heldOn: date })),
      ),
    sendDigests: async (digests: readonly object[]) => put(queued.messages, digests),
  };
  const deliver = handleDelivery({
    ...context,
    complaints: store,
    queues,
    messages: createMessageStore(client, table),
    queue: ownQueue,
    identities: createIdentityStore(client, tables),
    cipher: fakeCipher,
    replyReader: fakeReplyCipher,
    counters: createSmsCounters(client, table),
    sms,
    notices,
    email,
    officerPhones: { phoneOf: async () => undefined },
    count,
    onFailure,
  });
  const tell = handleWebhooks({
    ...context,
    complaints: store,
    deliveries: createWebhookDeliveries(client, table),
    relays: createRelayRecords(client, table),
    endpoints: createEndpointHealth(client, table),
    subscriptions,
    encryptedSecrets: createEncryptedSecrets(client, { table: tables.directory, cached: createRecordCache(clock) }),
    secrets: fakeSecrets,
    poster,
    upstream: { file: async ({ url }) => ({ outcome: 'filed', upstreamId: `at ${url}` }) },
    endpointNotices: { owe: async (notice) => put(queued.messages, [notice]) },
    queue: { giveAgain: async () => undefined },
    count,
    onFailure,
  });
  const escalate = handleEscalation({
    ...context,
    store,
    wakes: createWakeReader(client, table),
    statistics: createStatisticsReader(client, table),
    board: createFigureBoard(client, table),
    count,
  });
  const route = routeEvent({
    ...context,
    store,
    statistics: createStatisticsStore(client, table),
    timers,
    onStopFailed: onFailure,
  });
  const notify = {
    event: notifyEvent({
      complaints: store,
      clock,
      queue: {
        send: async (messages) => put(queued.messages, messages),
        sendReply: async (reply) => put(queued.messages, [reply]),
      },
      subscriptions,
      webhooks: { send: async (events) => put(queued.webhooks, events) },
    }),
    inbound: notifyInbound({ queue: { sendReply: async (reply) => put(queued.messages, [reply]) } }),
  };
  const conversation = receiveSms({
    ...context,
    findDanger,
    store: createConversationStore(client, tables),
    cipher: fakeCipher,
    mac: fakeMac,
    replies: fakeReplyCipher,
  });
  const intake = fileReport({
    ...context,
    findDanger,
    store: createFilingStore(client, tables),
    candidates,
    onCandidatesUnread: onFailure,
    quotas: createQuotaCounter(client, table),
    cipher: fakeCipher,
    mac: fakeMac,
  });
  const recordsOf = (bodies: readonly string[]) =>
    bodies.map((body, index) => ({
      messageId: String(index),
      receiptHandle: String(index),
      body,
      attributes: { MessageGroupId: String(index), ApproximateReceiveCount: '1' },
    }));

  return {
    sent: { sms: sms.sent, notices: notices.sent, email: email.sent, posts: poster.posted, answers: poster.answers },
    queued,
    failures,
    timers,
    readers: { ...stores(), directory, subscriptions, lists, candidates, queues },
    file: (report: ReportToFile) => intake(report),
    receive: (message: { messageId: string; from: string; body: string }) =>
      conversation({ part: undefined, ...message }),
    /** What anybody at all may do to a complaint now. */
    async allowed(id: string) {
      const complaint = await existing(id);
      return allowedActions(complaint, party.options, await rulesToDecide(complaint, context));
    },
    /** Takes an action as whoever may. */
    async act(id: string, command: Omit<Command, 'parties'>, once?: { clientId: string; key: string }) {
      const complaint = await existing(id);
      const rules = await rulesToDecide(complaint, context);
      const change = decide(complaint, { ...command, parties: party.options }, rules);
      await store.save(change, once && { ...once, now: clock.now() });
      return { state: change.complaint.state, version: change.complaint.version };
    },
    /** A timer's wake, or the nightly task. */
    escalate: (input: object) => escalate(input, time),
    /** Gives items of the complaints table to both readers of its stream, as the stream or a replay does. */
    async stream(items: readonly object[]) {
      const event = {
        Records: items.map((item, index) => ({
          eventSourceARN: shard,
          dynamodb: { NewImage: item, SequenceNumber: String(index) },
        })),
      } as unknown as DynamoDBStreamEvent;
      const events = { Records: event.Records.filter(({ dynamodb }) => dynamodb?.NewImage?.['sk']?.S !== 'inbound') };
      return [await forEachStreamEvent(events, route), await forEachStreamItem(event, notify)];
    },
    /** Messages of the queue, or a task of the schedule. */
    deliver: (bodies: readonly string[]) => deliver({ Records: recordsOf(bodies) }, time),
    task: (task: 'release-held' | 'digest') => deliver({ task }, time),
    tell: (bodies: readonly string[]) => tell({ Records: recordsOf(bodies) }),
    history: async (id: string) => {
      const [complaint, history] = [await existing(id), await store.history(id)];
      const views = [
        await staffView(complaint, history, directory, clock.now()),
        await reporterView(complaint, history, directory),
        await publicView(complaint, history, directory),
      ];
      return { complaint, ...history, views, chain: checkChain(history.events, history.texts, complaint.head) };
    },
    /** Every record of the directory by kind, as an admin lists them. */
    async records() {
      const editor = createDirectoryEditor(client, tables.directory);
      const kinds = Object.keys(recordKinds) as (keyof typeof recordKinds)[];
      return Object.fromEntries(
        await Promise.all(kinds.map(async (kind) => [kind, await editor.page(kind, 500)] as const)),
      );
    },
  };

  function stores() {
    return {
      store,
      messages: createMessageStore(client, table),
      statistics: createStatisticsReader(client, table),
      relays: createRelayReader(client, table),
      conversation: createConversationStore(client, tables),
      indexes: {
        ...createContributionReader(client, table),
        ...createWakeReader(client, table),
        ...createOpenReader(client, table),
      },
    };
  }

  async function existing(id: string) {
    const complaint = await store.get(id);
    if (!complaint) throw new Error(`${id} is not stored`);
    return complaint;
  }
}
