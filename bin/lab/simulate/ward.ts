/**
 * One ward of the city: its complaints, its people, its tables and its own time. The use cases are those that run in Lambda, over the real
 * adapters of the complaints table; what AWS does around them (streams, Step Functions, the message queue) is played here, with timers that get
 * lost and stops that fail.
 */
import { createHmac } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createWakeReader } from '../../../functions/adapters/dynamodb/complaints/complaint-indexes.ts';
import { createComplaintStore } from '../../../functions/adapters/dynamodb/complaints/complaint-store.ts';
import type { ComplaintTables } from '../../../functions/adapters/dynamodb/complaints/change-parts.ts';
import { createFilingStore } from '../../../functions/adapters/dynamodb/complaints/filing-store.ts';
import { createDuplicateCandidateReader } from '../../../functions/adapters/dynamodb/complaints/duplicate-candidates.ts';
import {
  createFigureBoard,
  createStatisticsReader,
  createStatisticsStore,
} from '../../../functions/adapters/dynamodb/statistics-store.ts';
import {
  executionName,
  type Change,
  type Complaint,
  type ComplaintEvent,
} from '../../../functions/domain/complaint/complaint.ts';
import type { ComplaintStore, FilingStore, TimerInput, Timers } from '../../../functions/domain/complaint/ports.ts';
import { recipientName } from '../../../functions/domain/messages/outbound-messages.ts';
import { checkDeadline } from '../../../functions/escalation/check-deadline.ts';
import { fileReport, type ReportToFile } from '../../../functions/intake/file-report.ts';
import { actAsReporter } from '../../../functions/follow-up/act-as-reporter.ts';
import { actAsStaff } from '../../../functions/follow-up/act-as-staff.ts';
import { notifyEvent } from '../../../functions/notification/notify-event.ts';
import { routeEvent } from '../../../functions/routing/route-event.ts';
import { createAgenda } from './agenda.ts';
import type { SimulatedCity } from './city.ts';
import { linesOf } from './invariants.ts';
import { createRandom, type Random } from './random.ts';
import { count, countChange, type Tally } from './tally.ts';

export type WardOptions = {
  client: DynamoDBDocumentClient;
  tables: ComplaintTables;
  city: SimulatedCity;
  random: Random;
  tally: Tally;
};

/** Shares of Step Functions' mishaps: an execution that never wakes, a stop that fails. */
const lostShare = 0.004;
const stopFailsShare = 0.02;

export type Ward = ReturnType<typeof createWard>;

export function createWard({ client, tables, city, random, tally }: WardOptions) {
  const table = tables.complaints;
  const { directory } = city;
  const agenda = createAgenda();
  let at = 0;
  const clock = { now: () => new Date(at) };
  const histories = new Map<string, Change[]>();
  const secrets = new Map<string, string>();
  const stream: ComplaintEvent[] = [];
  const running = new Map<string, TimerInput>();
  const lost = new Set<string>();

  /** The written change, with its event on the stream. */
  function keep(change: Change): void {
    const { id } = change.complaint;
    histories.set(id, [...(histories.get(id) ?? []), change]);
    stream.push(change.event);
    countChange(tally, change);
  }
  const stored = createComplaintStore(client, table);
  const store: ComplaintStore = {
    ...stored,
    async save(change, once) {
      await stored.save(change, once);
      keep(change);
    },
  };
  const filed = createFilingStore(client, tables);
  const filing: FilingStore = {
    ...filed,
    async file(change, identity, claim) {
      const result = await filed.file(change, identity, claim);
      if (result.outcome === 'stored') keep(change);
      return result;
    },
  };

  const latest = (id: string): Complaint => histories.get(id)!.at(-1)!.complaint;
  const violate = (id: string, invariant: string, fault: string): void => {
    tally.violations.push({ invariant, fault, chain: linesOf({ changes: histories.get(id) ?? [] }) });
  };

  const timers: Timers = {
    async start(name, input) {
      if (running.has(name) || lost.has(name)) return;
      tally.timers.started += 1;
      if (random.chance(lostShare)) {
        tally.timers.lost += 1;
        lost.add(name);
        return;
      }
      running.set(name, input);
      agenda.add(Date.parse(input.wakeAt), () => wake(name));
    },
    async stop(name) {
      if (random.chance(stopFailsShare)) throw new Error('throttled');
      running.delete(name);
    },
  };

  // Ids and salts have a generator of their own, so that their number does not change the simulated lives.
  const { bytes } = createRandom(1);
  const deps = { store, directory, clock, random: bytes, timers, wakes: createWakeReader(client, table) };
  const check = checkDeadline(deps);
  /** A wake whose stage or number has passed must do nothing (invariant 4). */
  async function wake(name: string): Promise<void> {
    const input = running.get(name);
    if (!input) return;
    const before = latest(input.complaintId);
    const late = before.stage !== input.stage || before.n !== input.n;
    if (late) tally.timers.lateWakes += 1;
    const result = await check(input);
    if (late && latest(input.complaintId).version !== before.version)
      violate(input.complaintId, 'a late timer does nothing', `${name} acted`);
    if (result.done) {
      running.delete(name);
      return;
    }
    running.set(name, { ...input, wakeAt: result.wakeAt });
    agenda.add(Date.parse(result.wakeAt), () => wake(name));
  }

  const route = routeEvent({
    ...deps,
    statistics: createStatisticsStore(client, table),
    onStopFailed: () => void (tally.timers.notStopped += 1),
  });
  const notify = notifyEvent({
    complaints: stored,
    clock,
    queue: {
      send: async (messages) => {
        for (const { template, recipient } of messages)
          count(tally.messages, `${recipientName(recipient).replace(/@.*/, '')} ${template}`);
      },
      sendReply: async () => undefined,
    },
    subscriptions: { subscriptions: async () => [] },
    webhooks: { send: async () => undefined },
  });

  const mac = { mac: async (message: string) => createHmac('sha256', 'simulation').update(message).digest() };
  const file = fileReport({
    directory,
    store: filing,
    findDanger: () => undefined,
    candidates: createDuplicateCandidateReader(client, table),
    onCandidatesUnread: (error) => {
      throw error;
    },
    quotas: { count: async () => 'counted' },
    // No identity leaves the simulation, and none is real.
    cipher: { encrypt: async (id, identity) => Buffer.from(JSON.stringify({ id, identity })) },
    mac,
    clock,
    random: bytes,
  });

  return {
    agenda,
    clock,
    deps,
    histories,
    latest,
    lost,
    running,
    statistics: createStatisticsReader(client, table),
    board: createFigureBoard(client, table),
    stored,
    table,
    violate,
    /** `parent`: the complaint that it joins ("saya juga"). */
    async fileReport(report: ReportToFile['report'], parent?: Complaint): Promise<void> {
      const by = { client: { clientId: 'app' } };
      const joins = parent === undefined ? {} : { parent };
      const receipt = await file({ by, channel: 'api', report, idempotencyKey: undefined, ...joins });
      secrets.set(receipt.trackingId, receipt.reporterSecret);
      tally.filed += 1;
    },
    staff: actAsStaff(deps),
    reporter: (trackingId: string, action: string, body: unknown) =>
      actAsReporter(deps)({ secret: secrets.get(trackingId), trackingId, action, body }),
    /** Runs everything due until an instant, in order. `onEvent` gets each event after routing and notification. */
    async runUntil(end: number, onEvent: (event: ComplaintEvent) => void): Promise<void> {
      for (let entry = agenda.next(); entry && entry.at < end; entry = agenda.next()) {
        at = Math.max(at, entry.at);
        await entry.run();
        for (let event = stream.shift(); event; event = stream.shift()) {
          await route(event);
          await notify(event);
          onEvent(event);
        }
      }
      at = end;
    },
    /** True while the timer of the complaint's stage sleeps. */
    sleeps: (c: Complaint): boolean => running.has(executionName(c)) || lost.has(executionName(c)),
  };
}
