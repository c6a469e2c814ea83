/** What transact does with each way in which DynamoDB cancels a transaction: the engine's own answers, and those it never gives. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { batchGet } from '../../functions/adapters/dynamodb/dynamodb.ts';
import { transact } from '../../functions/adapters/dynamodb/transact.ts';
import { engineOfThisFile } from '../support/stores.ts';

const engine = engineOfThisFile();
let table: string;
beforeAll(async () => {
  table = await (await engine()).newTable('directory');
});

const put = (sk: string) => ({
  Put: { TableName: table, Item: { pk: 'p', sk }, ConditionExpression: 'attribute_not_exists(pk)' },
});
const get = async (sk: string) =>
  (await (await engine()).client.send(new GetCommand({ TableName: table, Key: { pk: 'p', sk } }))).Item;

const both = () => ({ first: put('x'), second: put('y') });

/** A client whose service cancels the first transactions for the reasons given, each one list, before it takes one. */
function cancelling(reasons: string[][]): { client: DynamoDBDocumentClient; sent: () => number } {
  const client = new DynamoDBClient({ region: 'local', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } });
  let sent = 0;
  client.middlewareStack.add(
    () => async () => {
      const codes = reasons[sent];
      sent += 1;
      if (codes)
        throw new TransactionCanceledException({
          message: 'cancelled',
          $metadata: {},
          CancellationReasons: codes.map((Code) => ({ Code })),
        });
      return { output: { $metadata: {} }, response: {} };
    },
    { step: 'deserialize', priority: 'high' },
  );
  return { client: DynamoDBDocumentClient.from(client), sent: () => sent };
}

describe('on the engine', () => {
  test('writes all items or none', async () => {
    const { client } = await engine();
    expect(await transact(client, { first: put('a'), none: undefined, second: put('b') })).toEqual(new Map());

    const refused = await transact(client, { none: undefined, fresh: put('c'), taken: put('a') });

    expect(refused).toEqual(new Map([['taken', undefined]]));
    expect(await get('b')).toEqual({ pk: 'p', sk: 'b' });
    expect(await get('c')).toBeUndefined();
  });

  test('names every part that was refused, with the item that stood there where it was asked for', async () => {
    const { client } = await engine();
    const telling = (sk: string) => ({
      Put: { ...put(sk).Put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const },
    });
    await transact(client, { here: put('here'), there: put('there') });

    const refused = await transact(client, { silent: put('here'), free: put('free'), telling: telling('there') });

    expect(refused).toEqual(
      new Map([
        ['silent', undefined],
        ['telling', { pk: 'p', sk: 'there' }],
      ]),
    );
  });

  test('reads in batches, in the order asked, leaving out what is absent', async () => {
    const { client } = await engine();
    const wanted = Array.from({ length: 60 }, (_, i) => ({ pk: 'batch', sk: String(i) }));
    for (const { pk, sk } of wanted.slice(0, 50))
      await transact(client, { item: { Put: { TableName: table, Item: { pk, sk, n: Number(sk) } } } });

    const items = await batchGet(client, table, wanted.toReversed());

    expect(items.map((i) => i['n'])).toEqual(Array.from({ length: 50 }, (_, i) => 49 - i));
    expect(await batchGet(client, table, [])).toEqual([]);
  });
});

describe('when others hold the items', () => {
  test('tries again, and succeeds when they let go', async () => {
    const { client, sent } = cancelling([
      ['TransactionConflict', 'None'],
      ['None', 'ThrottlingError'],
    ]);
    expect(await transact(client, both())).toEqual(new Map());
    expect(sent()).toBe(3);
  });

  test('gives up after six tries', async () => {
    const { client, sent } = cancelling(Array.from({ length: 9 }, () => ['TransactionConflict']));
    await expect(transact(client, both())).rejects.toBeInstanceOf(TransactionCanceledException);
    expect(sent()).toBe(6);
  });

  test('a condition that failed is final, whatever else happened', async () => {
    const { client, sent } = cancelling([['TransactionConflict', 'ConditionalCheckFailed']]);
    expect(await transact(client, both())).toEqual(new Map([['second', undefined]]));
    expect(sent()).toBe(1);
  });

  test('an item that can never be written is not tried again', async () => {
    const { client, sent } = cancelling([['ValidationError']]);
    await expect(transact(client, both())).rejects.toBeInstanceOf(TransactionCanceledException);
    expect(sent()).toBe(1);
  });
});
