/** Writes transactions whose items have names, so that a refusal tells which condition failed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { plainItem, type Item } from './dynamodb.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The items of a transaction by a name that says what each is for; an undefined one is left out. */
export type TransactionParts<N extends string = string> = Readonly<Record<N, TransactItem | undefined>>;

/** The names whose condition failed, each with the stored item where its write asked for it. Empty when all was written. */
export type Refused<N> = ReadonlyMap<N, Item | undefined>;

/** Six tries with full jitter, 25 ms doubling: at most about 1.5 s, well inside an HTTP function's 10 s. */
const tries = 6;
const baseMs = 25;

/** Reasons that pass without a change of ours. */
const passing = new Set(['None', 'TransactionConflict', 'ThrottlingError']);

/** Writes all items or none, and returns the conditions that refused them. Retries conflicts with other transactions. */
export async function transact<P extends TransactionParts>(
  client: DynamoDBDocumentClient,
  parts: P,
): Promise<Refused<keyof P>> {
  const named = Object.entries(parts).flatMap(([name, item]) => (item ? [{ name, item }] : []));
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: named.map(({ item }) => item) }));
      return new Map();
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      // AWS gives the reasons in the order of the items.
      const reasons = error.CancellationReasons ?? [];
      const refused = named.flatMap(({ name }, i): [keyof P, Item | undefined][] =>
        reasons[i]?.Code === 'ConditionalCheckFailed' ? [[name, reasons[i].Item && plainItem(reasons[i].Item)]] : [],
      );
      if (refused.length > 0) return new Map(refused);
      if (attempt === tries || !reasons.every(({ Code = 'None' }) => passing.has(Code))) throw error;
      await sleep(Math.random() * baseMs * 2 ** attempt);
    }
  }
}
