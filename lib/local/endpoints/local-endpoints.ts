import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { NotQuiet } from '../time/activity.ts';
import type { CallEngine } from '../dynamodb/call.ts';
import { parseDuration } from './duration.ts';
import { Fault } from '../faults.ts';
import type { Ground, Services } from '../services.ts';
import type { Issuer } from '../http/issuer.ts';
import { readBody, sendJson } from '../http/listen.ts';
import { findOfficer } from './officers.ts';
import { PHONE_PAGE } from './phone-page.ts';
import { FailedSms } from './sms-failures.ts';
import { PlayedSms } from './sms-gateway.ts';
import type { WebhookReceiver } from './webhook-receiver.ts';
import { timersOf, transitionsOf } from '../machine/reports.ts';

/** Parts that the local endpoints show and control. */
export type EndpointParts = Pick<Ground, 'clock' | 'timeline'> &
  Pick<Services, 'outbox' | 'executions' | 'faults' | 'capacity' | 'messages' | 'queues'> & {
    ready: () => Record<string, unknown> | undefined;
    webhooks: WebhookReceiver;
    issuer: Issuer;
    sendSms: (sms: PlayedSms) => Promise<unknown>;
    failSms: (failed: FailedSms) => Promise<unknown>;
    call: CallEngine;
    directoryTable: string | undefined;
  };

/** A request to a local endpoint that cannot be answered; the message says why. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

type Endpoint = (input: { query: URLSearchParams; body: unknown }) => unknown;

const ClockBody = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
]);
const BODY_LIMIT = 64 * 1024;

/** The endpoints under `/_local`: for people and tests, never part of a deployed stack. */
export function createLocalEndpoints(parts: EndpointParts) {
  const { clock } = parts;
  const iso = (): string => new Date(clock.now()).toISOString();
  const endpoints: Record<string, Endpoint> = {
    'GET /_local/': () => Object.keys(endpoints),
    'GET /_local/ready': () => {
      const ready = parts.ready();
      if (ready === undefined) throw new Refused(503, 'still starting');
      return ready;
    },
    'GET /_local/sms': () => parts.outbox.sms(),
    'POST /_local/sms': ({ body }) => {
      const sms = PlayedSms.safeParse(body);
      if (!sms.success) throw new Refused(400, `send {"from": "0812…", "body": "…"}: ${z.prettifyError(sms.error)}`);
      return parts.sendSms(sms.data);
    },
    'POST /_local/sms-failures': async ({ body }) => {
      const failed = FailedSms.safeParse(body);
      if (!failed.success) throw new Refused(400, 'send {"to": "+62811…"}: the last SMS to it did not arrive');
      const played = await parts.failSms(failed.data);
      if (played === undefined) throw new Refused(404, 'no SMS has gone to that number');
      return played;
    },
    'GET /_local/notices': () => parts.outbox.notices(),
    'GET /_local/webhooks': () => parts.webhooks.received(),
    'GET /_local/timers': () => timersOf(parts.executions),
    'GET /_local/transitions': () => transitionsOf(parts.executions),
    'GET /_local/clock': () => ({ now: iso() }),
    'POST /_local/clock': async ({ body }) => {
      const parsed = ClockBody.safeParse(body);
      if (!parsed.success) throw new Refused(400, 'send {"advance": "P1DT2H"} or {"to": "2026-03-25T15:00:00Z"}');
      const ms =
        'advance' in parsed.data ? parseDuration(parsed.data.advance) : Date.parse(parsed.data.to) - clock.now();
      if (ms === undefined || ms < 0)
        throw new Refused(400, 'time only goes forward, by an ISO 8601 duration without months');
      await parts.timeline.advanceTo(clock.now() + ms);
      return { now: iso() };
    },
    'GET /_local/idle': async () => {
      await parts.timeline.advanceTo(clock.now());
      return { now: iso() };
    },
    'GET /_local/token': async ({ query }) => {
      if (parts.directoryTable === undefined) throw new Refused(404, 'there is no directory table');
      const wish = { role: query.get('role'), office: query.get('office'), agency: query.get('agency') };
      const officer = await findOfficer(parts.call, parts.directoryTable, wish);
      if (officer === undefined)
        throw new Refused(
          404,
          'no local officer is like that: role=coordinator|liaison|supervisor|auditor|admin&agency=ID',
        );
      return { access_token: await parts.issuer.sign(officer.subject), officer };
    },
    'GET /_local/queues': () =>
      [...parts.queues.values()].map((queue) => ({
        name: queue.name,
        ...parts.messages.counts(queue),
        messages: parts.messages.list(queue).map(({ messageId, body, receives }) => ({ messageId, body, receives })),
      })),
    'POST /_local/visibility': () => {
      parts.messages.showHidden();
      return {};
    },
    'POST /_local/faults': ({ body }) => {
      const fault = Fault.safeParse(body);
      if (!fault.success) throw new Refused(400, z.prettifyError(fault.error));
      parts.faults.add(fault.data);
      return fault.data;
    },
    'DELETE /_local/faults': () => {
      parts.faults.clear();
      return {};
    },
    'GET /_local/capacity': () => parts.capacity.tallies(),
    'POST /_local/capacity': ({ body }) => {
      parts.capacity.on = z.object({ on: z.boolean() }).parse(body).on;
      parts.capacity.clear();
      return { on: parts.capacity.on };
    },
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://local');
    if (request.method === 'GET' && url.pathname === '/_local/phone') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PHONE_PAGE);
      return;
    }
    const receiver = /^\/_local\/webhooks\/([\w-]+)$/.exec(url.pathname)?.[1];
    if (request.method === 'POST' && receiver !== undefined) {
      parts.webhooks.receive(receiver, request.headers, (await readBody(request, BODY_LIMIT)).toString());
      return sendJson(response, 200, {});
    }
    const endpoint = endpoints[`${request.method} ${url.pathname}`];
    if (endpoint === undefined)
      return sendJson(response, 404, { message: `The local cloud has ${Object.keys(endpoints).join(', ')}.` });
    try {
      const text = (await readBody(request, BODY_LIMIT)).toString();
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      sendJson(response, 200, await endpoint({ query: url.searchParams, body }));
    } catch (error) {
      if (error instanceof NotQuiet) sendJson(response, 504, { message: error.message });
      else if (error instanceof Refused) sendJson(response, error.status, { message: error.message });
      else sendJson(response, 400, { message: String(error) });
    }
  };
}
