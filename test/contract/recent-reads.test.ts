/** Reads that need only be recent: at half the price when the replica asked has caught up, and never wrong when it has not. */
import { DynamoDBClient, type GetItemCommandInput } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  createComplaintReader,
  createComplaintStore,
} from '../../functions/adapters/dynamodb/complaints/complaint-store.ts';
import type { ComplaintTables } from '../../functions/adapters/dynamodb/complaints/change-parts.ts';
import { createFilingStore } from '../../functions/adapters/dynamodb/complaints/filing-store.ts';
import { createIdentityStore } from '../../functions/adapters/dynamodb/complaints/identity-store.ts';
import { createMessageStore } from '../../functions/adapters/dynamodb/messages/message-store.ts';
import { filed, steps, story } from '../support/complaints.ts';
import { engineOfThisFile } from '../support/stores.ts';

const engine = engineOfThisFile();
const { changes, complaint } = story(filed('2026-03-13 10:00'), steps.forwarded('2026-03-13 11:00'));
let table: string;
let tables: ComplaintTables;
beforeEach(async () => {
  const running = await engine();
  tables = await running.newTables();
  table = tables.complaints;
  await createFilingStore(running.client, tables).file(changes[0]!, Uint8Array.of(1, 2), undefined);
});

/** The engine seen through a replica that has stood still: what it gave or will give first, it gives for ever unless asked for the present. */
async function behind(): Promise<{ client: DynamoDBDocumentClient; reads: boolean[] }> {
  const { client } = await engine();
  const { endpoint, region, credentials } = client.config;
  const plain = new DynamoDBClient({
    region,
    credentials,
    ...(endpoint === undefined ? {} : { endpoint: await endpoint() }),
  });
  const reads: boolean[] = [];
  const seen = new Map<string, { response: unknown; output: { $metadata: object } }>();
  plain.middlewareStack.add(
    (next) => async (args) => {
      const { Key, ConsistentRead = false } = args.input as GetItemCommandInput;
      reads.push(ConsistentRead);
      const answer = await next(args);
      if (ConsistentRead) return answer;
      const name = JSON.stringify(Key);
      if (!seen.has(name)) seen.set(name, answer);
      return seen.get(name) as typeof answer;
    },
    { step: 'initialize' },
  );
  return { client: DynamoDBDocumentClient.from(plain), reads };
}

describe('a complaint at least as new as an event', () => {
  test('is one cheap read when it is there', async () => {
    const { client, reads } = await behind();
    const reader = createComplaintReader(client, table);
    expect(await reader.get(complaint.id, 1)).toEqual(changes[0]!.complaint);
    expect(reads).toEqual([false]);
  });

  test('is read again when the replica is behind the event, and may be older than now when it is not', async () => {
    const { client, reads } = await behind();
    const reader = createComplaintReader(client, table);
    await reader.get(complaint.id, 1);
    await createComplaintStore((await engine()).client, table).save(changes[1]!);

    expect(await reader.get(complaint.id, 2)).toEqual(complaint);
    expect(await reader.get(complaint.id, 1)).toEqual(changes[0]!.complaint);
    expect(await reader.get(complaint.id)).toEqual(complaint);
    expect(reads).toEqual([false, false, true, false, true]);
  });

  test('is absent only when it is not there at all', async () => {
    const { client, reads } = await behind();
    expect(await createComplaintReader(client, table).get('AMB-2222222', 1)).toBeUndefined();
    expect(reads).toEqual([false, true]);
  });
});

describe('what is written once', () => {
  test('is found although the replica has not seen it yet: event, first event, identity', async () => {
    const { client, reads } = await behind();
    const other = filed('2026-03-13 10:00', { id: 'AMB-7K3Q9CX' });
    const id = other.complaint.id;
    const read = () =>
      Promise.all([
        createMessageStore(client, table).event(id, 1),
        createFilingStore(client, tables).firstEvent(id),
        createIdentityStore(client, tables).ciphertext(id),
      ]);
    expect(await read()).toEqual([undefined, undefined, undefined]);
    await createFilingStore((await engine()).client, tables).file(other, Uint8Array.of(7), undefined);
    reads.length = 0;

    expect(await read()).toEqual([other.event, other.event, Uint8Array.of(7)]);
    expect(reads.filter((consistent) => consistent)).toHaveLength(3);
    expect(reads).toHaveLength(6);
  });
});
