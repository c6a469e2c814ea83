/** The shape of what goes to SNS, SQS and KMS, and what their answers come to. */
import { SNSServiceException } from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import { createEndpointNoticeQueue } from '../../../functions/adapters/aws/endpoint-notice-queue-sqs.ts';
import { createIdentityCipher, createIdentityReader } from '../../../functions/adapters/aws/identity-kms.ts';
import { createMessageQueue, createMorningQueue } from '../../../functions/adapters/aws/message-queue-sqs.ts';
import { createOfficerNotices } from '../../../functions/adapters/aws/officer-topic-sns.ts';
import { createSecretCipher, createSecretReader } from '../../../functions/adapters/aws/secrets-kms.ts';
import { createWaitingQueue, createWebhookQueue } from '../../../functions/adapters/aws/webhook-queue-sqs.ts';
import { snsSettings } from '../../../functions/adapters/aws/sns-publish.ts';
import { createSmsSender } from '../../../functions/adapters/aws/sms-sns.ts';
import type { OutboundMessage } from '../../../functions/domain/messages/outbound-messages.ts';

/** A client that keeps what it is sent and answers as told. */
function client(answer: (input: Record<string, unknown>) => unknown) {
  const inputs: Record<string, unknown>[] = [];
  return {
    inputs,
    send: async ({ input }: { input: Record<string, unknown> }) => {
      inputs.push(input);
      return answer(input);
    },
  };
}
const refusing = (error: unknown) =>
  client(() => {
    throw error;
  });
const ofSns = (name: string) =>
  new SNSServiceException({ name, $fault: 'client', $metadata: {}, message: 'Invalid parameter: +62811' });

describe('SMS by SNS', () => {
  test('is transactional, has a price limit, and a sender when the city has one', async () => {
    const sns = client(() => ({ MessageId: 'id-1' }));
    const result = await createSmsSender({ senderId: 'AMBON', maxPriceUsd: 0.6 }, sns).send('+628114706999', 'Halo');
    expect(result).toEqual({ outcome: 'accepted', messageId: 'id-1' });
    expect(sns.inputs).toEqual([
      {
        PhoneNumber: '+628114706999',
        Message: 'Halo',
        MessageAttributes: {
          'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
          'AWS.SNS.SMS.MaxPrice': { DataType: 'Number', StringValue: '0.6' },
          'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: 'AMBON' },
        },
      },
    ]);
    await createSmsSender({ maxPriceUsd: 1 }, sns).send('+628114706999', 'Halo');
    expect(sns.inputs[1]!['MessageAttributes']).not.toHaveProperty('AWS.SNS.SMS.SenderID');
  });

  test.each([
    ['InvalidParameterException', 'refused'],
    ['InvalidParameterValueException', 'refused'],
    ['OptedOutException', 'refused'],
    ['InvalidParameter', 'refused'],
    ['InvalidParameterValue', 'refused'],
    ['OptedOut', 'refused'],
    ['ThrottledException', 'not-sent'],
    ['InternalErrorException', 'not-sent'],
    ['AuthorizationErrorException', 'not-sent'],
  ])('%s is %s, and only its name is told', async (name, outcome) => {
    const sender = createSmsSender({ maxPriceUsd: 1 }, refusing(ofSns(name)));
    expect(await sender.send('+62811', 'a')).toEqual({ outcome, cause: name });
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('no connection, %s: certainly not sent', async (code) => {
    const sender = createSmsSender({ maxPriceUsd: 1 }, refusing(Object.assign(new Error('connect'), { code })));
    expect(await sender.send('+62811', 'a')).toEqual({ outcome: 'not-sent', cause: code });
  });

  test('an answer without an id, or an error that is none: nobody knows, so it throws', async () => {
    const silent = client(() => ({}));
    await expect(createSmsSender({ maxPriceUsd: 1 }, silent).send('+62811', 'a')).rejects.toThrow(
      'SNS answered no message id',
    );
    const odd = { code: 'ECONNREFUSED' };
    await expect(createSmsSender({ maxPriceUsd: 1 }, refusing(odd)).send('+62811', 'a')).rejects.toBe(odd);
  });

  test('is tried once, so that a lost answer sends no second', () => {
    expect(snsSettings).toMatchObject({ maxAttempts: 1, requestHandler: { throwOnRequestTimeout: true } });
  });

  test('a lost answer: nobody knows, so it throws', async () => {
    const lost = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    await expect(createSmsSender({ maxPriceUsd: 1 }, refusing(lost)).send('+62811', 'a')).rejects.toThrow('hang up');
  });
});

test('officer notices carry what subscriptions filter by', async () => {
  const sns = client(() => ({ MessageId: 'id-1' }));
  const notice = { subject: 'S', body: 'B', agency: '-', office: 'mayor', level: 'red' } as const;
  await createOfficerNotices('arn:topic', sns).publish(notice);
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  expect(sns.inputs).toEqual([
    {
      TopicArn: 'arn:topic',
      Subject: 'S',
      Message: 'B',
      MessageAttributes: { agency: text('-'), office: text('mayor'), level: text('red') },
    },
  ]);
});

describe('the message queue', () => {
  const message = (version: number): OutboundMessage => ({
    complaintId: 'AMB-7K3Q9C5',
    version,
    template: 'received-forwarded',
    recipient: { kind: 'office', office: 'liaison', agencyId: 'kecamatan-leitimur-selatan' },
  });

  test('groups by complaint and deduplicates by message key, in tens', async () => {
    const sqs = client(() => ({}));
    await createMessageQueue('https://q', sqs).send(Array.from({ length: 12 }, (_, i) => message(i + 1)));
    expect(sqs.inputs.map((i) => (i['Entries'] as unknown[]).length)).toEqual([10, 2]);
    const [first] = sqs.inputs[0]!['Entries'] as Record<string, string>[];
    expect(first).toEqual({
      Id: '0',
      MessageBody: JSON.stringify(message(1)),
      MessageGroupId: 'AMB-7K3Q9C5',
      MessageDeduplicationId: 'AMB-7K3Q9C5#1#liaison@kecamatan-leitimur-selatan#received-forwarded',
    });
    // SQS takes 128 characters of these.
    expect(first!['MessageDeduplicationId']).toMatch(/^[\w#@-]{1,128}$/);
  });

  test('hashes ids that are longer than SQS takes', async () => {
    const sqs = client(() => ({}));
    const queue = createMessageQueue('https://q', sqs);
    const inboundId = 'x'.repeat(128);
    await queue.sendReply({ inboundId, mac: 'a'.repeat(43) });
    expect(sqs.inputs[0]).toMatchObject({ MessageGroupId: `phone#${'a'.repeat(43)}` });
    await queue.sendReply({ inboundId: `${inboundId.slice(1)}y`, mac: 'a'.repeat(43) });
    const ids = sqs.inputs.map((input) => input['MessageDeduplicationId']);
    expect(ids).toEqual([expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^[\w-]{43}$/)]);
    expect(ids[0]).not.toBe(ids[1]);
    const recipient = { kind: 'office', office: 'agency-head', agencyId: 'a'.repeat(120) } as const;
    await queue.send([{ ...message(1), recipient }]);
    const [entry] = sqs.inputs.at(-1)!['Entries'] as Record<string, string>[];
    expect(entry!['MessageDeduplicationId']).toMatch(/^[\w-]{43}$/);
  });

  test('takes back what was held under an id of its run, since the message may have been in it minutes ago', async () => {
    const sqs = client(() => ({}));
    const queue = createMorningQueue('https://q', sqs);
    const date = '2026-03-14';
    await queue.release(
      Array.from({ length: 205 }, (_, i) => ({ date, message: message(i + 1) })),
      '2026-03-13T22:00:00.000Z',
    );
    const entries = sqs.inputs.flatMap((input) => input['Entries'] as Record<string, string>[]);
    expect([sqs.inputs.length, entries.length]).toEqual([21, 205]);
    expect(entries[0]).toMatchObject({
      MessageBody: JSON.stringify({ ...message(1), heldOn: date }),
      MessageGroupId: 'AMB-7K3Q9C5',
    });
    await queue.release([{ date, message: message(1) }], '2026-03-13T23:00:00.000Z');
    const [later] = sqs.inputs.at(-1)!['Entries'] as Record<string, string>[];
    expect(later!['MessageDeduplicationId']).not.toBe(entries[0]!['MessageDeduplicationId']);
  });

  test('keeps the digests of a morning apart, and each once', async () => {
    const sqs = client(() => ({}));
    const day = '2026-03-13';
    const digests = [{ digest: { day, agencyId: 'bpbd' } }, { digest: { day, subject: 'sub-1' } }];
    await createMorningQueue('https://q', sqs).sendDigests(digests);
    const entries = sqs.inputs[0]!['Entries'] as Record<string, string>[];
    expect(entries.map((e) => [e['MessageGroupId'], e['MessageDeduplicationId']])).toEqual([
      [`digest#${day}#bpbd`, `digest#${day}#bpbd`],
      [`digest#${day}#sub-1`, `digest#${day}#sub-1`],
    ]);
    expect(entries.map((e) => JSON.parse(e['MessageBody']!) as unknown)).toEqual(digests);
  });

  test('sends no empty batch, which SQS refuses', async () => {
    const sqs = client(() => ({}));
    for (const many of [100, 0])
      await createMessageQueue('https://q', sqs).send(Array.from({ length: many }, (_, i) => message(i + 1)));
    expect(sqs.inputs.map((input) => (input['Entries'] as unknown[]).length)).toEqual(Array(10).fill(10));
  });

  test('throws when SQS took only some', async () => {
    const sqs = client(() => ({ Failed: [{ Id: '1', Code: 'InternalError' }] }));
    await expect(createMessageQueue('https://q', sqs).send([message(1), message(2)])).rejects.toThrow('InternalError');
  });
});

describe('identity by KMS', () => {
  const kms = client(({ Plaintext, CiphertextBlob }) => ({ CiphertextBlob: Plaintext, Plaintext: CiphertextBlob }));
  const who = { name: 'Marthen', phone: '+628114706999' };

  test('goes there and back under the context of its complaint', async () => {
    const encrypted = await createIdentityCipher('arn:key', kms).encrypt('AMB-1', who);
    expect(await createIdentityReader('arn:key', kms).decrypt('AMB-1', encrypted)).toEqual(who);
    for (const input of kms.inputs)
      expect(input).toMatchObject({
        KeyId: 'arn:key',
        EncryptionContext: { purpose: 'identity', complaintId: 'AMB-1' },
      });
  });

  test('what is not an identity is not read as one', async () => {
    for (const other of [JSON.stringify({ phone: 811 }), 'Ibu A'])
      await expect(createIdentityReader('arn:key', kms).decrypt('AMB-1', Buffer.from(other))).rejects.toThrow(
        /^AMB-1 identity of arn:key cannot be read: (phone|item)$/,
      );
    const newer = Buffer.from(JSON.stringify({ phone: '+62811', nik: '1' }));
    expect(await createIdentityReader('arn:key', kms).decrypt('AMB-1', newer)).toEqual({ phone: '+62811' });
  });
});

describe('secrets by KMS', () => {
  const EncryptionContext = { purpose: 'secret', owner: 'subscription#news' };

  test('are tied to their owner and kept as base64', async () => {
    const kms = client(() => ({ CiphertextBlob: Buffer.from('encrypted') }));
    const ciphertext = await createSecretCipher('arn:key', kms).encrypt('subscription#news', 'whsec_a');
    expect(ciphertext).toBe(Buffer.from('encrypted').toString('base64'));
    expect(kms.inputs).toEqual([{ KeyId: 'arn:key', Plaintext: Buffer.from('whsec_a'), EncryptionContext }]);
  });

  test('are opened under the same context', async () => {
    const kms = client(() => ({ Plaintext: Buffer.from('whsec_a') }));
    const secret = await createSecretReader('arn:key', kms).decrypt(
      'subscription#news',
      Buffer.from('encrypted').toString('base64'),
    );
    expect(secret).toBe('whsec_a');
    expect(kms.inputs).toEqual([{ KeyId: 'arn:key', CiphertextBlob: Buffer.from('encrypted'), EncryptionContext }]);
  });

  test('that KMS did not give are an error', async () => {
    await expect(
      createSecretCipher(
        'arn:key',
        client(() => ({})),
      ).encrypt('a', 'b'),
    ).rejects.toThrow('no ciphertext');
    await expect(
      createSecretReader(
        'arn:key',
        client(() => ({})),
      ).decrypt('a', 'b'),
    ).rejects.toThrow('no plaintext');
  });
});

describe('the webhook queue', () => {
  const message = (version: number) => ({ complaintId: 'AMB-7K3Q9CN', version, subscriptionId: 'news' });

  test('is grouped by complaint and subscription, told each event once, at most ten at a time', async () => {
    const sqs = client(() => ({}));
    await createWebhookQueue('https://queue', sqs).send(Array.from({ length: 12 }, (_, i) => message(i + 1)));
    const entries = sqs.inputs.map((input) => input['Entries'] as Record<string, string>[]);
    expect(entries.map((e) => e.length)).toEqual([10, 2]);
    expect(entries[0]![1]).toEqual({
      Id: '1',
      MessageBody: JSON.stringify(message(2)),
      MessageGroupId: 'AMB-7K3Q9CN#news',
      MessageDeduplicationId: 'AMB-7K3Q9CN#news#2',
    });
  });

  test('gets no empty batch, which SQS refuses', async () => {
    const sqs = client(() => ({}));
    for (const many of [10, 0])
      await createWebhookQueue('https://queue', sqs).send(Array.from({ length: many }, (_, i) => message(i + 1)));
    expect(sqs.inputs).toHaveLength(1);
  });

  test('that did not take one is an error', async () => {
    const sqs = client(() => ({ Failed: [{ Id: '0', Code: 'Throttled' }] }));
    await expect(createWebhookQueue('https://queue', sqs).send([message(1)])).rejects.toThrow('Throttled');
  });

  test('gives an event again after the wait that is set', async () => {
    const sqs = client(() => ({}));
    await createWaitingQueue('https://queue', sqs).giveAgain('receipt', 120);
    expect(sqs.inputs).toEqual([{ QueueUrl: 'https://queue', ReceiptHandle: 'receipt', VisibilityTimeout: 120 }]);
  });
});

test('a notice of a disabled endpoint is owed once', async () => {
  const sqs = client(() => ({}));
  const message = {
    subscriptionId: 'news',
    clientId: 'reader',
    reason: 'gone',
    since: '2026-03-13T01:00:00.000Z',
  } as const;
  await createEndpointNoticeQueue('https://queue', sqs).owe(message);
  expect(sqs.inputs).toEqual([
    {
      QueueUrl: 'https://queue',
      MessageBody: JSON.stringify(message),
      MessageGroupId: 'endpoint#news',
      MessageDeduplicationId: 'endpoint#news#gone#2026-03-13T01:00:00.000Z',
    },
  ]);
});
