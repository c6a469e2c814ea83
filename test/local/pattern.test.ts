import { expect, test } from 'vitest';
import type { Json } from '../../lib/local/json.ts';
import { createPattern } from '../../lib/local/streams/pattern.ts';

const record: Json = {
  eventName: 'INSERT',
  dynamodb: { Keys: { sk: { S: 'event#000001' } }, NewImage: { n: 7, tags: ['a', 'b'], gone: null } },
};

test.each<[Json, boolean]>([
  [{ eventName: ['INSERT', 'MODIFY'] }, true],
  [{ eventName: ['REMOVE'] }, false],
  [{ dynamodb: { Keys: { sk: { S: [{ prefix: 'event#' }] } } } }, true],
  [{ dynamodb: { Keys: { sk: { S: [{ prefix: 'inbound#' }, { suffix: '01' }] } } } }, true],
  [{ dynamodb: { Keys: { sk: { S: [{ 'anything-but': ['event#000001'] }] } } } }, false],
  [{ dynamodb: { Keys: { sk: { S: [{ 'anything-but': { prefix: 'text#' } }] } } } }, true],
  [{ dynamodb: { NewImage: { absent: [{ exists: false }] } } }, true],
  [{ dynamodb: { OldImage: { n: [{ exists: true }] } } }, false],
  [{ dynamodb: { NewImage: { n: [{ numeric: ['>', 5, '<=', 7] }] } } }, true],
  [{ dynamodb: { NewImage: { tags: ['b'] } } }, true],
  [{ dynamodb: { NewImage: { gone: [null] } } }, true],
  [{ eventName: [{ 'equals-ignore-case': 'insert' }], dynamodb: { NewImage: { n: [8] } } }, false],
])('%j', (pattern, expected) => {
  expect(createPattern(pattern)(record)).toBe(expected);
});

test('a matcher that is not known is named', () => {
  expect(() => createPattern({ a: [{ cidr: '10.0.0.0/8' }] })).toThrow(/cidr/);
});
