/** The parameters of Open311's list: by ids, by time received, by last change. */
import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../../functions/domain/kernel/errors.ts';
import { state, states } from '../../../../functions/domain/complaint/lifecycle.ts';
import { parseRequestsQuery } from '../../../../functions/query/open311/requests-query.ts';

const now = new Date('2026-04-20T01:00:00Z');
const day = 86_400_000;
const parse = (query: Record<string, string> = {}) => parseRequestsQuery(query, now);
const listed = (query: Record<string, string>) => {
  const parsed = parse(query);
  if (parsed.kind === 'ids') throw new Error('a list was wanted');
  return parsed;
};
const faultOf = (query: Record<string, string>): unknown => {
  try {
    parse(query);
  } catch (error) {
    if (error instanceof InvalidInput) return error.fields;
    throw error;
  }
  return 'none';
};
const tooWide = 'from the earlier date to the later one, at most 90 days';
const ids = (many: number) => Array.from({ length: many }, (_, n) => `AMB-${n}`).join(',');

describe('without parameters', () => {
  test('the list has the first thousand of 90 days', () => {
    expect(parse()).toEqual({
      kind: 'received',
      window: { from: new Date(now.getTime() - 90 * day), to: new Date(now.getTime() + 999) },
      filter: { serviceCodes: undefined, states: undefined },
      page: { limit: 1000, skip: 0 },
      extended: false,
    });
  });

  test('empty ones count as none', () =>
    expect(parse({ service_request_id: ' ', status: '', page: '  ' })).toEqual(parse()));
});

describe('by ids', () => {
  test('each is asked once, in order, whatever stands around it', () =>
    expect(parse({ service_request_id: ' a, b,,a ,c' })).toEqual({
      kind: 'ids',
      ids: ['a', 'b', 'c'],
      extended: false,
    }));

  test('other parameters do not matter', () =>
    expect(parse({ service_request_id: 'a', start_date: 'nonsense', page: '-1' })).toMatchObject({ kind: 'ids' }));

  test.each([
    [{ service_request_id: ids(1000) }, 'none'],
    [{ service_request_id: ids(1001) }, [{ field: 'service_request_id', message: '1 to 1000, with commas between' }]],
    [{ service_request_id: ',,' }, [{ field: 'service_request_id', message: '1 to 1000, with commas between' }]],
    [{ service_request_id: ids(100), extensions: 'true' }, 'none'],
    [
      { service_request_id: ids(101), extensions: 'true' },
      [{ field: 'service_request_id', message: 'at most 100 with extensions=true' }],
    ],
    [{ service_request_id: ids(101), extensions: 'false' }, 'none'],
    [{ service_request_id: 'a', extensions: 'ya' }, [{ field: 'extensions', message: 'true or false' }]],
  ])('%j has the fault %j', (query, fault) => expect(faultOf(query)).toEqual(fault));

  test('extensions come on demand', () =>
    expect(parse({ service_request_id: 'a', extensions: 'true' })).toMatchObject({ extended: true }));
});

describe('the filter', () => {
  test('has the services asked for', () =>
    expect(listed({ service_code: 'sampah, lampu-jalan,sampah' }).filter.serviceCodes).toEqual([
      'sampah',
      'lampu-jalan',
    ]));

  test.each([
    ['open', state.options.filter((s) => states[s].open)],
    ['closed', state.options.filter((s) => !states[s].open)],
    ['open,closed', undefined],
    [' closed , open ', undefined],
  ])('of the status %s has its states', (status, wanted) => expect(listed({ status }).filter.states).toEqual(wanted));

  test.each([
    [{ status: 'buka' }, 'open, closed, or both with a comma'],
    [{ status: 'open,buka' }, 'open, closed, or both with a comma'],
    [{ status: 'open,closed,buka' }, '1 to 2, with commas between'],
    [{ service_code: ids(101) }, '1 to 100, with commas between'],
    [{ extensions: 'ya' }, 'true or false'],
  ])('%j is refused: %s', (query, message) =>
    expect(faultOf(query)).toContainEqual({ field: Object.keys(query)[0], message }),
  );

  test('takes a hundred services', () => expect(faultOf({ service_code: ids(100) })).toBe('none'));
});

describe('the page', () => {
  test.each([
    [{ page: '1' }, { limit: 50, skip: 0 }],
    [{ page: '3' }, { limit: 50, skip: 100 }],
    [{ page_size: '10' }, { limit: 10, skip: 0 }],
    [
      { page_size: '1000', page: '2' },
      { limit: 1000, skip: 1000 },
    ],
    [
      { page: ' 1000000 ', page_size: ' 1 ' },
      { limit: 1, skip: 999_999 },
    ],
    [{ extensions: 'true' }, { limit: 100, skip: 0 }],
    [
      { extensions: 'true', page_size: '100' },
      { limit: 100, skip: 0 },
    ],
    [{ extensions: 'false' }, { limit: 1000, skip: 0 }],
  ])('of %j is %j', (query, page) => expect(listed(query).page).toEqual(page));

  test.each([
    [{ page: '0' }, 'page', 'from 1 to 1000000'],
    [{ page: '1000001' }, 'page', 'from 1 to 1000000'],
    [{ page: '1.5' }, 'page', 'a whole number'],
    [{ page: 'x1' }, 'page', 'a whole number'],
    [{ page: '12345678' }, 'page', 'a whole number'],
    [{ page_size: '1001' }, 'page_size', 'from 1 to 1000'],
    [{ page_size: '101', extensions: 'true' }, 'page_size', 'at most 100 with extensions=true'],
  ])('of %j is refused', (query, field, message) => expect(faultOf(query)).toContainEqual({ field, message }));
});

describe('the window', () => {
  test('by last change alone leaves the time received open', () => {
    const { kind, window, filter } = listed({ updated_after: '2026-04-01T00:00:00Z' });
    expect(kind).toBe('changed');
    expect(window.from).toEqual(new Date('2026-04-01T00:00:00Z'));
    expect(filter).toEqual({ serviceCodes: undefined, states: undefined });
    expect(listed({ updated_before: '2026-04-01T00:00:00Z' })).toMatchObject({
      kind: 'changed',
      window: { to: new Date('2026-04-01T00:00:00.999Z') },
    });
  });

  test.each([
    { start_date: '2026-03-01T00:00:00Z', updated_after: '2026-04-01T00:00:00Z' },
    { end_date: '2026-05-30T00:00:00Z', updated_after: '2026-04-01T00:00:00Z' },
  ])('by last change and time received is both: %j', (query) =>
    expect(listed(query)).toMatchObject({
      kind: 'changed',
      window: { from: new Date('2026-04-01T00:00:00Z') },
      filter: { received: { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-05-30T00:00:00.999Z') } },
    }),
  );

  test.each([
    [{ start_date: '2026-04-02T00:00:00Z', end_date: '2026-04-01T00:00:00Z' }, 'start_date'],
    [{ updated_after: '2026-04-02T00:00:00Z', updated_before: '2026-04-01T00:00:00Z' }, 'updated_after'],
  ])('the wrong way round is refused: %j', (query, field) =>
    expect(faultOf(query)).toEqual([{ field, message: tooWide }]),
  );
});
