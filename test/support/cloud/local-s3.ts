/** The local cloud's S3 by itself, with one bucket, for the contract of the adapters. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMovedClock } from '../../../lib/local/time/moved-clock.ts';
import type { BusEvent } from '../../../lib/local/events/event-bus.ts';
import { createFaults } from '../../../lib/local/faults.ts';
import { listen, readBody } from '../../../lib/local/http/listen.ts';
import { openObjects } from '../../../lib/local/s3/objects.ts';
import { createS3 } from '../../../lib/local/s3/s3.ts';
import { openState } from '../../../lib/local/state.ts';

const limit = 20_000_000;

export async function startLocalS3() {
  const folder = mkdtempSync(join(tmpdir(), 'tanggap-s3-'));
  const state = openState(folder, true);
  const clock = openMovedClock(state);
  const bucket = { name: 'photos', arn: 'arn:aws:s3:::photos', tellsEvents: true, cors: undefined, expiries: [] };
  const told: BusEvent[] = [];
  const s3 = createS3({
    buckets: new Map([[bucket.name, bucket]]),
    objects: openObjects(state, clock),
    events: { publish: (event) => void told.push(event) },
    clock,
    // Permissions are the journeys' business: here everybody who signs may everything.
    guard: { callerOf: () => undefined, check: () => undefined },
    faults: createFaults(),
  });
  const server = await listen(0, async (request, response) =>
    s3.answer(request, await readBody(request, limit), response),
  );
  return {
    url: server.url,
    bucket: bucket.name,
    told,
    async stop() {
      await server.stop();
      state.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
