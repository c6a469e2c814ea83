/** Compares the table after a flood of SMS, item by item, with the intended reports. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { SmsSettings } from '../../../functions/domain/city/sms-limits.ts';
import type { Sms } from '../../support/local-client.ts';
import type { Target } from '../../support/target.ts';
import { row, type Row } from './row.ts';
import type { Flood } from './sms-flood.ts';

type Item = Record<string, unknown>;
type MessageStatus = { of: string; status: string; at: string };

export async function readTable({ client, outputs }: Target): Promise<Item[]> {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(client));
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await documents.send(
      new ScanCommand({ TableName: outputs.ComplaintsTable, ...(from ? { ExclusiveStartKey: from } : {}) }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  return items;
}

const keyOf = (item: Item): [string, string] => [String(item['pk']), String(item['sk'])];
const bare = (text: string): string => text.replaceAll(/\s/g, '');

/** The words of each report, its parts put in order by the labels of those that came out of it. */
function reportTexts(items: readonly Item[]): string[] {
  const texts = items.filter((item) => keyOf(item)[1].startsWith('text#'));
  const byReport = Map.groupBy(texts, (item) => keyOf(item)[0]);
  return [...byReport.values()].map((all) =>
    all
      .toSorted((a, b) => keyOf(a)[1].localeCompare(keyOf(b)[1]))
      .map((item, index) => {
        const text = wordsIn(item);
        const label = /^\((\d+)\/\d+\) /.exec(text);
        return { number: Number(label?.[1] ?? index + 1), text: text.slice(label?.[0].length ?? 0) };
      })
      .sort((a, b) => a.number - b.number)
      .map(({ text }) => text)
      .join(''),
  );
}

function wordsIn({ text }: Item): string {
  const fields = text as { description?: string; text?: string };
  return fields.description ?? fields.text ?? '';
}

function statusesOf(items: readonly Item[], wanted: (pk: string, sk: string) => boolean): MessageStatus[] {
  return items.flatMap((item) => {
    const [pk, sk] = keyOf(item);
    if (!sk.startsWith('message#') || !wanted(pk, sk)) return [];
    return [{ of: pk, status: String(item['status']), at: String(item['at']) }];
  });
}

const wasSent = ({ status }: MessageStatus): boolean => status === 'sent' || status === 'unconfirmed';
const hour = (at: string): string => at.slice(0, 13);

/** Counts the entries that were not wanted or came too often, and the absent ones. */
function differences(found: readonly string[], wanted: readonly string[]): { wrong: number; absent: number } {
  const left = new Map<string, number>();
  for (const one of wanted) left.set(one, (left.get(one) ?? 0) + 1);
  let wrong = 0;
  for (const one of found) {
    const count = left.get(one) ?? 0;
    if (count === 0) wrong += 1;
    else left.set(one, count - 1);
  }
  return { wrong, absent: [...left.values()].reduce((sum, n) => sum + n, 0) };
}

/** The checks, each a number that must be 0. `outbox`: every SMS that left. */
export function checks(
  items: readonly Item[],
  outbox: readonly Sms[],
  { flood, settings }: { flood: Flood; settings: SmsSettings },
): Row[] {
  const reports = differences(reportTexts(items).map(bare), flood.intended.map(bare));
  const inbound = items.filter((item) => keyOf(item)[1] === 'inbound');
  const phoneOf = new Map(inbound.map((item) => [keyOf(item)[0], String(item['mac'])]));
  const owed = inbound.filter((item) => item['reply'] !== undefined).map((item) => keyOf(item)[0]);

  const replies = statusesOf(items, (pk) => pk.startsWith('inbound#'));
  const news = statusesOf(items, (pk, sk) => !pk.startsWith('inbound#') && sk.includes('#reporter'));
  const settled = differences(
    replies.filter((m) => m.status !== 'claimed').map((m) => m.of),
    owed,
  );
  const sent = replies.filter(wasSent);
  const perHour = Map.groupBy(sent, (m) => `${phoneOf.get(m.of)} ${hour(m.at)}`);
  const over = [...perHour.values()].filter((all) => all.length > settings.repliesPerHour);
  // A phone below its cap in that hour must have got its reply.
  const early = replies.filter(
    (m) =>
      m.status === 'dropped' &&
      (perHour.get(`${phoneOf.get(m.of)} ${hour(m.at)}`)?.length ?? 0) < settings.repliesPerHour,
  );
  const published = sent.length + news.filter(wasSent).length;
  const none = (what: string, count: number, unit: string, detail: string): Row => row(what, count, unit, 0, detail);
  return [
    none('reports that nobody meant, by their words', reports.wrong, 'reports', `${flood.intended.length} were meant`),
    none('reports that are missing', reports.absent, 'reports', 'each by its exact words, in one part or several'),
    none(
      'SMS not taken, or taken twice',
      Math.abs(inbound.length - flood.distinct),
      'SMS',
      `${flood.distinct} distinct`,
    ),
    none(
      'replies owed and neither sent nor dropped',
      settled.absent,
      'SMS',
      `${owed.length} owed, one for each SMS at most`,
    ),
    none(
      'replies that no SMS is owed',
      settled.wrong,
      'SMS',
      `${sent.length} sent, ${replies.length - sent.length} dropped`,
    ),
    none(
      'SMS that left without an idempotency record',
      Math.abs(outbox.length - published),
      'SMS',
      `${outbox.length} left`,
    ),
    none('phones with more replies in an hour than their cap', over.length, 'phones', `cap ${settings.repliesPerHour}`),
    none('replies dropped below the cap', early.length, 'SMS', 'the first that come are answered'),
  ];
}
