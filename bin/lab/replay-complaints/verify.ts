/** Checks on a local cloud that each accepted complaint was routed once, has one timer, and led to one SMS. */
import * as z from 'zod';
import { call, eachConcurrently } from './client.ts';
import { progress } from '../../support/progress.ts';
import type { Accepted } from './summary.ts';

const timers = z.array(z.looseObject({ name: z.string() }));
const messages = z.array(z.looseObject({ to: z.string(), body: z.string(), complaintId: z.string().nullish() }));
const token = z.looseObject({ access_token: z.string() });
const detail = z.looseObject({ events: z.array(z.looseObject({ action: z.string() })) });

/** Counts of complaints that failed, by what is wrong; empty when all hold. Ids of a few examples come with each. */
export type Failures = Map<string, string[]>;

async function read<T>(url: string, schema: z.ZodType<T>, headers: Record<string, string> = {}): Promise<T> {
  const { status, body } = await call(url, { headers });
  const parsed = schema.safeParse(body);
  if (status !== 200 || !parsed.success) throw new Error(`GET ${url} answered ${status}, not what --verify needs`);
  return parsed.data;
}

/** The complaint of an execution named `<id>-<stage>-<n>`. */
const complaintOf = (executionName: string): string => executionName.replace(/-\d+-\d+$/, '');

/** The first message of every complaint; later ones name other states. */
const tellsOfReceipt = (body: string): boolean => body.includes('sudah kami terima');

/** Waits until the local cloud has nothing left to do, then looks at every accepted complaint. */
export async function verify(url: string, accepted: readonly Accepted[], concurrency: number): Promise<Failures> {
  // Answered once nothing is left to do.
  await read(`${url}/_local/idle`, z.unknown());
  const timersOf = Map.groupBy(await read(`${url}/_local/timers`, timers), (t) => complaintOf(t.name));
  const received = (await read(`${url}/_local/sms`, messages)).filter((m) => tellsOfReceipt(m.body));
  const smsOf = Map.groupBy(received, (m) => `${m.complaintId ?? ''} ${m.to}`);
  const { access_token: bearer } = await read(`${url}/_local/token?role=coordinator`, token);

  const failures: Failures = new Map();
  const expectCount = (what: string, expected: number, found: number, id: string): void => {
    if (found === expected) return;
    const name = `${what}: ${found}, expected ${expected}`;
    failures.set(name, [...(failures.get(name) ?? []), id]);
  };
  const tick = progress('verified', accepted.length);
  await eachConcurrently(accepted, concurrency, async ({ request, trackingId }) => {
    const { events } = await read(`${url}/v1/staff/complaints/${trackingId}`, detail, {
      authorization: `Bearer ${bearer}`,
    });
    const forwards = events.filter((e) => e.action === 'forward').length;
    expectCount('forwarding events', request.forwardedAtOnce ? 1 : 0, forwards, trackingId);
    expectCount('running timers', 1, timersOf.get(trackingId)?.length ?? 0, trackingId);
    if (request.phone !== undefined) {
      expectCount('SMS of receipt', 1, smsOf.get(`${trackingId} ${request.phone}`)?.length ?? 0, trackingId);
    }
    tick();
  });
  return failures;
}
