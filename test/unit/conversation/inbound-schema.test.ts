/** An SMS as gateways post it: by which names, in which formats, and what is refused by its field. */
import { describe, expect, test } from 'vitest';
import { parseBody, readInbound } from '../../../functions/conversation/inbound-schema.ts';

const sms = { messageId: 'id-1', from: '+628114706999', body: 'AMBON lampu mati' };
const faultsOf = (given: unknown): unknown => {
  try {
    return readInbound(given);
  } catch (error) {
    return (error as { fields?: unknown }).fields ?? error;
  }
};

describe('each field', () => {
  const names = {
    messageId: ['messageId', 'message_id', 'messageid', 'msgid', 'MessageSid', 'SmsSid', 'inboundMessageId', 'id'],
    from: ['from', 'From', 'msisdn', 'sender', 'source', 'originationNumber'],
    body: ['body', 'Body', 'text', 'message', 'msg', 'content', 'messageBody'],
  };
  const rows = Object.entries(names).flatMap(([field, all]) => all.map((name) => [field, name] as const));

  test.each(rows)('%s may be called %s', (field, name) => {
    const { [field as keyof typeof sms]: value, ...rest } = sms;
    expect(readInbound({ ...rest, [name]: value })).toEqual({ ...sms, part: undefined });
  });

  test('is taken by our own name first', () =>
    expect(readInbound({ ...sms, id: 'other', text: 'other', sender: 'other' })).toMatchObject(sms));

  test('may be a number', () =>
    expect(readInbound({ ...sms, messageId: 42, from: 628114706999 })).toMatchObject({
      messageId: '42',
      from: '628114706999',
    }));

  test.each(['messageId', 'from', 'body'])('%s is required', (field) => {
    expect(faultsOf({ ...sms, [field]: undefined })).toEqual([
      { field, message: expect.stringMatching(/^required: ./) as string },
    ]);
  });

  test('is named with all others that are missing', () =>
    expect(faultsOf({})).toMatchObject([{ field: 'messageId' }, { field: 'from' }, { field: 'body' }]));

  test.each([
    ['messageId', '!'.repeat(128), '!'.repeat(129)],
    ['messageId', '~', ''],
    ['messageId', 'a', 'a b'],
    ['messageId', 'a', 'é'],
    ['messageId', 'a', ' a'],
    ['from', 'x'.repeat(40), 'x'.repeat(41)],
    ['from', 'x', ''],
    ['body', 'x'.repeat(40_000), 'x'.repeat(40_001)],
  ])('%s may be %j, not %j', (field, good, bad) => {
    expect(readInbound({ ...sms, [field]: good })).toMatchObject({ [field]: good });
    expect(faultsOf({ ...sms, [field]: bad })).toMatchObject([{ field }]);
  });

  test('may be an empty body', () => expect(readInbound({ ...sms, body: '' })).toMatchObject({ body: '' }));

  test.each([null, true, {}, []])('is no %j', (value) =>
    expect(faultsOf({ ...sms, body: value })).toMatchObject([{ field: 'body' }]),
  );

  test('that JSON has rounded is refused', () => {
    const message = 'send it as a string: JSON numbers above 2^53 lose digits';
    expect(faultsOf({ ...sms, messageId: 2 ** 53 })).toEqual([{ field: 'messageId', message }]);
    expect(readInbound({ ...sms, messageId: 2 ** 53 - 1 })).toMatchObject({ messageId: String(2 ** 53 - 1) });
    expect(readInbound({ ...sms, messageId: 0.5 })).toMatchObject({ messageId: '0.5' });
  });

  test.each([null, 'x', 1, undefined])('is in an object: not %j', (given) => {
    expect(faultsOf(given)).toEqual([{ field: 'body', message: 'an object or a form with the SMS' }]);
  });
});

describe('the part of a long SMS', () => {
  const part = { reference: 'r', number: 2, total: 3 };

  test.each([
    [{ part }],
    [{ 'concat-ref': 'r', 'concat-part': '2', 'concat-total': '3' }],
    [{ concatRef: 'r', concatPart: 2, concatTotal: 3 }],
    [{ udh_ref: 'r', udh_part: 2, udh_total: 3 }],
  ])('is read of %j', (more) => expect(readInbound({ ...sms, ...more })).toEqual({ ...sms, part }));

  test.each([
    { ...part, total: 1, number: 1 },
    { ...part, number: 0 },
    { ...part, number: 256 },
    { ...part, total: 256 },
    { ...part, total: 0 },
    { ...part, number: 1.5 },
    { number: 1, total: 2 },
    { reference: 'r', total: 2 },
    { reference: 'r', number: 1 },
    'x',
  ])('is none of %j', (given) => expect(readInbound({ ...sms, part: given }).part).toBeUndefined());

  test.each([
    { ...part, number: 1, total: 2 },
    { ...part, number: 255, total: 255 },
  ])('is %j', (given) => expect(readInbound({ ...sms, part: given }).part).toEqual(given));
});

describe('what is posted', () => {
  const message = 'neither JSON nor a form in UTF-8';
  const parsed = (text: string | Buffer, type: string): unknown => {
    try {
      return parseBody(Buffer.from(text), type);
    } catch (error) {
      return (error as { fields?: unknown }).fields;
    }
  };

  test('is a form or JSON, by its content type', () => {
    expect(parsed('a=1&b=c+d', 'application/x-www-form-urlencoded; charset=utf-8')).toEqual({ a: '1', b: 'c d' });
    expect(parsed('{"a":1}', 'application/json')).toEqual({ a: 1 });
    expect(parsed('{"a":1}', '')).toEqual({ a: 1 });
  });

  test.each([
    ['a=1', 'application/json'],
    ['', ''],
    [Buffer.from([0x7b, 0xff, 0x7d]), 'application/json'],
    [Buffer.from([0x61, 0x3d, 0xff]), 'application/x-www-form-urlencoded'],
  ])('%j as %s is refused', (text, type) => expect(parsed(text, type)).toEqual([{ field: 'body', message }]));
});
