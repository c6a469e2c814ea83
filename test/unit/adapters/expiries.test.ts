/** When counters and health items leave the table: long after anybody reads them, and never before. */
import { expect, test } from 'vitest';
import { createSmsCounters } from '../../../functions/adapters/dynamodb/messages/sms-counters.ts';
import { createEndpointHealth } from '../../../functions/adapters/dynamodb/webhooks/endpoint-health.ts';

function recording(Attributes: object) {
  const values: Record<string, unknown>[] = [];
  const send = async ({ input }: { input: { ExpressionAttributeValues: Record<string, unknown> } }) => {
    values.push(input.ExpressionAttributeValues);
    return { Attributes };
  };
  return { values, client: { send } as never };
}
const seconds = (at: string): number => Date.parse(at) / 1000;

test('a counter of SMS stays eight days after its day began', async () => {
  const { values, client } = recording({ sent: 1 });
  const counters = createSmsCounters(client, 'table');
  await counters.countCity('2026-03-13', 5);
  await counters.countPhone('mac', { kind: 'news', day: '2026-03-13', hour: '10' }, { perHour: 1, perDay: 2 });
  const wanted = { ':expiry': seconds('2026-03-21T00:00:00Z') };
  expect(values).toEqual([expect.objectContaining(wanted), expect.objectContaining(wanted)]);
});

test('an endpoint’s failures stay thirty days after the last', async () => {
  const failingSince = '2026-03-13T01:00:00.000Z';
  const { values, client } = recording({ failingSince });
  await createEndpointHealth(client, 'table').failed({ id: 'news', version: 1 }, new Date(failingSince), undefined);
  expect(values).toEqual([{ ':at': failingSince, ':expiresAt': seconds('2026-04-12T01:00:00Z') }]);
});
