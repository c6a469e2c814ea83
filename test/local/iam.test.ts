import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { createDynamoAsks } from '../../lib/local/iam/dynamodb-asks.ts';
import { conditionsHold, type Context } from '../../lib/local/iam/conditions.ts';
import { readPolicies, type Ask } from '../../lib/local/iam/policies.ts';
import { declaredTables } from '../../lib/local/dynamodb/tables.ts';
import type { JsonObject } from '../../lib/local/json.ts';
import { readTemplate } from '../../lib/local/template/template.ts';
import { writeAssembly } from './fixtures/assembly.ts';

const folder = writeAssembly();
afterAll(() => rmSync(folder, { recursive: true }));
const template = readTemplate(folder, (region) => ({
  region,
  apiUrl: 'http://api',
  servicesUrl: 'http://services',
}));
const policies = readPolicies(template);
const asksOf = createDynamoAsks(
  declaredTables(template).map(({ table }) => table),
  'ap-southeast-3',
);
const TableName = 'Data-Complaints';
const S = (text: string): JsonObject => ({ S: text });

const context = (entries: Record<string, string[]>): Context => new Map(Object.entries(entries));
const allowed = (role: string, asks: Ask[]): boolean =>
  asks.every((ask) => policies.allows(`Service-${role}Role`, ask));

test.each<[string, Record<string, unknown>, Record<string, string[]>, boolean]>([
  ['one value of several', { StringEquals: { 'a:B': ['x', 'y'] } }, { 'a:b': ['y'] }, true],
  ['an absent key', { StringEquals: { 'a:b': 'x' } }, {}, false],
  ['an absent key of a negated operator', { StringNotEquals: { 'a:b': 'x' } }, {}, true],
  ['an absent key with IfExists', { StringEqualsIfExists: { 'a:b': 'x' } }, {}, true],
  ['all values like the pattern', { 'ForAllValues:StringLike': { k: 'AMB-*' } }, { k: ['AMB-1', 'AMB-2'] }, true],
  ['one value unlike the pattern', { 'ForAllValues:StringLike': { k: 'AMB-*' } }, { k: ['AMB-1', 'stat#'] }, false],
  ['all of no values', { 'ForAllValues:StringLike': { k: 'AMB-*' } }, {}, true],
  ['any of no values', { 'ForAnyValue:StringLike': { k: 'AMB-*' } }, {}, false],
  ['a key that must be absent', { Null: { k: 'true' } }, {}, true],
  ['two operators, one of which fails', { StringLike: { k: 'a*' }, StringNotLike: { k: '*b' } }, { k: ['ab'] }, false],
])('a condition on %s', (_what, condition, values, expected) => {
  expect(conditionsHold(condition as JsonObject, context(values))).toBe(expected);
});

test('an operator that is not known is named', () => {
  expect(() => conditionsHold({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, new Map())).toThrow(/IpAddress/);
});

test('a transaction needs the permission to each of its items', () => {
  const put = (pk: string) => ({ Put: { TableName, Item: { pk: S(pk), sk: S('x') } } });
  expect(allowed('Web', asksOf('TransactWriteItems', { TransactItems: [put('AMB-1')] }))).toBe(true);
  const remove = { Delete: { TableName, Key: { pk: S('AMB-1'), sk: S('x') } } };
  expect(allowed('Web', asksOf('TransactWriteItems', { TransactItems: [put('AMB-1'), remove] }))).toBe(false);
});

test('a permission limited by leading keys holds for a single call, and never within a transaction', () => {
  const remove = (pk: string) => ({ TableName, Key: { pk: S(pk), sk: S('x') } });
  expect(allowed('Web', asksOf('DeleteItem', remove('held#2026-03-13')))).toBe(true);
  expect(allowed('Web', asksOf('DeleteItem', remove('AMB-1')))).toBe(false);
  const within = { TransactItems: [{ Delete: remove('held#2026-03-13') }] };
  expect(allowed('Web', asksOf('TransactWriteItems', within))).toBe(false);
});

test('a query sees the leading key behind a name placeholder, and an index needs a permission of its own', () => {
  const query = (pk: string, more: JsonObject = {}) =>
    asksOf('Query', {
      TableName,
      KeyConditionExpression: '#p = :p AND begins_with(sk, :s)',
      ExpressionAttributeNames: { '#p': 'pk' },
      ExpressionAttributeValues: { ':p': S(pk), ':s': S('event#') },
      ...more,
    });
  expect(allowed('Web', query('AMB-1'))).toBe(true);
  expect(allowed('Web', query('identity#AMB-1'))).toBe(false);
  expect(query('x', { IndexName: 'queue' })[0]?.resource).toMatch(/table\/Data-Complaints\/index\/queue$/);
  expect(allowed('Web', query('x', { IndexName: 'queue' }))).toBe(true);
  expect(allowed('Timer', query('x', { IndexName: 'queue' }))).toBe(false);
});

test('batches and scans', () => {
  const keys = {
    RequestItems: {
      [TableName]: {
        Keys: [
          { pk: S('a'), sk: S('b') },
          { pk: S('identity#c'), sk: S('d') },
        ],
      },
    },
  };
  expect(asksOf('BatchGetItem', keys)[0]?.context.get('dynamodb:leadingkeys')).toEqual(['a', 'identity#c']);
  expect(allowed('Web', asksOf('Scan', { TableName }))).toBe(false);
});

test('a permission to publish to phones does not reach a topic, nor the other way round', () => {
  const publish = (resource: string): Ask[] => [{ action: 'sns:Publish', resource, context: new Map() }];
  expect(allowed('Queue', publish('+6281234567890'))).toBe(true);
  expect(allowed('Queue', publish('arn:aws:sns:ap-southeast-3:000000000000:Service-Officers'))).toBe(true);
  expect(allowed('Queue', publish('arn:aws:sns:ap-southeast-3:000000000000:other'))).toBe(false);
});
