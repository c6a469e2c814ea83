import { LocalClient } from '../../../bin/support/local-client.ts';
import { startLocalCloud, type TestCloud } from '../local-cloud.ts';

/**
 * Starts a cloud on the state of one that was killed, lets its queues give back what was in hand and the leases of the dead end, and
 * waits until nothing is left to do. Then `look`; the cloud is stopped whatever comes of it.
 */
export async function afterKill(
  state: string,
  look: (client: LocalClient, cloud: TestCloud) => Promise<void>,
): Promise<void> {
  const cloud = await startLocalCloud({ state });
  const client = new LocalClient(cloud.url);
  try {
    await cloud.post('/_local/visibility');
    await client.advance('PT10M');
    await cloud.post('/_local/visibility');
    await client.idle();
    await look(client, cloud);
  } finally {
    await cloud.stop();
  }
}
