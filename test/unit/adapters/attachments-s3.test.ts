/** Photos in S3: which keys name an upload, what a form and a link allow, and how an upload is signed. */
import { createHash, createHmac } from 'node:crypto';
import { type GetObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { packActor, parseUploadKey, unpackActor } from '../../../functions/adapters/aws/attachment-keys.ts';
import {
  createAttachmentLinks,
  createUploadForms,
  createUploadReader,
} from '../../../functions/adapters/aws/attachments-s3.ts';
import { createUploadStore } from '../../../functions/adapters/aws/upload-store-s3.ts';
import { startMisbehavingServer, type MisbehavingServer } from '../../support/cloud/misbehaving-server.ts';

const ref = { complaintId: 'AMB-7K3Q9C5', attachmentId: 'abcdefghijklmnop' };
const by = { role: 'liaison', id: 'sub|é' } as const;
const upload = { ...ref, type: 'image/png' as const, by };
const now = new Date('2026-03-13T01:00:00.000Z');
const clock = { now: () => now };
const region = 'ap-southeast-3';
const credentials = { accessKeyId: 'AKID', secretAccessKey: 'rahasia' };
const client = new S3Client({ region, credentials });

describe('the key of an upload', () => {
  test.each([
    ['incoming/AMB-7K3Q9C5/abcdefghijklmnop', ref],
    ['clean/AMB-7K3Q9C5/abcdefghijklmnop', undefined],
    ['/incoming/AMB-7K3Q9C5/abcdefghijklmnop', undefined],
    ['incoming/AMB-7K3Q9C5/abcdefghijklmnop/', undefined],
    ['incoming/AMB-7K3Q9C5/abcdefghijklmnop/x', undefined],
    ['incoming/AMB-7K3Q9C5/short', undefined],
    ['incoming/AMB-7K3Q9C5', undefined],
    ['incoming/AMB-7K3Q9C6/abcdefghijklmnop', undefined],
    ['incoming/amb-7k3q9c5/abcdefghijklmnop', undefined],
    ['incoming', undefined],
    ['', undefined],
  ])('%s names %j', (key, named) => expect(parseUploadKey(key)).toEqual(named));
});

test('who brought it is packed as ASCII, and nothing else is read as that', () => {
  expect(packActor(by)).toMatch(/^[\w-]+$/);
  expect(unpackActor(packActor(by))).toEqual(by);
  for (const packed of [undefined, '']) expect(() => unpackActor(packed)).toThrow('JSON');
  expect(() => unpackActor('e30')).toThrow('role');
});

describe('a form', () => {
  const policyOf = async (expires: Date) => {
    const { url, fields } = await createUploadForms(client, 'bucket', clock).formFor(upload, 5_000_000, expires);
    const policy = JSON.parse(Buffer.from(fields['Policy']!, 'base64').toString()) as { conditions: unknown[] };
    return { url, fields, policy };
  };

  test('allows this photo of this size, type and sender alone', async () => {
    const { fields, policy } = await policyOf(new Date(now.getTime() + 60_000));
    expect(fields).toMatchObject({
      key: 'incoming/AMB-7K3Q9C5/abcdefghijklmnop',
      'Content-Type': 'image/png',
      'x-amz-meta-by': packActor(by),
    });
    expect(policy.conditions).toEqual(
      expect.arrayContaining([
        ['content-length-range', 1, 5_000_000],
        { 'Content-Type': 'image/png' },
        { 'x-amz-meta-by': packActor(by) },
        { key: 'incoming/AMB-7K3Q9C5/abcdefghijklmnop' },
      ]),
    );
  });
});

describe('a link', () => {
  const linkFor = async (ms: number) =>
    new URL(await createAttachmentLinks(client, 'bucket', clock).linkTo(ref, new Date(now.getTime() + ms)));

  test('is of the clean photo, kept by no cache', async () => {
    const url = await linkFor(90_000);
    expect(url.pathname).toBe('/clean/AMB-7K3Q9C5/abcdefghijklmnop');
    expect(url.searchParams.get('response-cache-control')).toBe('private, no-store');
  });

  test.each([
    [90_000, '90'],
    [90_999, '90'],
    [1, '1'],
    [-5000, '1'],
  ])('made %i ms before its end is good for %s s', async (ms, seconds) =>
    expect((await linkFor(ms)).searchParams.get('X-Amz-Expires')).toBe(seconds),
  );
});

describe('an upload that is read', () => {
  const reader = (answer: () => unknown) => {
    const asked: unknown[] = [];
    const send = async (command: GetObjectCommand) => {
      asked.push(command.input);
      return answer();
    };
    return { asked, reader: createUploadReader({ send } as never, 'bucket') };
  };
  const refused = (name: string) => () => {
    throw new S3ServiceException({ name, $fault: 'client', $metadata: {} });
  };
  const Body = { transformToByteArray: async () => Uint8Array.of(1) };

  test('has its bytes, type and sender', async () => {
    const s3 = reader(() => ({ Body, ContentType: 'image/png', Metadata: { by: packActor(by) } }));
    expect(await s3.reader.read(ref)).toEqual({ type: 'image/png', by, bytes: Uint8Array.of(1) });
    expect(s3.asked).toEqual([{ Bucket: 'bucket', Key: 'incoming/AMB-7K3Q9C5/abcdefghijklmnop' }]);
  });

  test('may have no type, but has a sender', async () => {
    const s3 = reader(() => ({ Body, Metadata: { by: packActor(by) } }));
    expect(await s3.reader.read(ref)).toMatchObject({ type: '' });
    await expect(reader(() => ({ Body })).reader.read(ref)).rejects.toThrow(SyntaxError);
  });

  test.each(['NoSuchKey', 'AccessDenied'])('is gone by %s', async (name) =>
    expect(await reader(refused(name)).reader.read(ref)).toBeUndefined(),
  );

  test('is gone without a body', async () => expect(await reader(() => ({})).reader.read(ref)).toBeUndefined());

  test('fails by every other error', async () => {
    await expect(reader(refused('SlowDown')).reader.read(ref)).rejects.toMatchObject({ name: 'SlowDown' });
    const other = reader(() => {
      throw Object.assign(new Error('x'), { name: 'AccessDenied' });
    });
    await expect(other.reader.read(ref)).rejects.toThrow('x');
  });
});

describe('an upload that is stored', () => {
  let server: MisbehavingServer;
  beforeAll(async () => {
    server = await startMisbehavingServer();
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'rahasia' });
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    server.requests.length = 0;
  });
  const store = () => createUploadStore({ bucket: 'bucket', region, endpoint: server.url }, clock);

  test('is one PUT, signed for S3 in its region at the clock’s time', async () => {
    await store().store(upload, Buffer.from('gambar'));
    expect(server.requests).toMatchObject([
      {
        method: 'PUT',
        path: '/bucket/incoming/AMB-7K3Q9C5/abcdefghijklmnop',
        body: 'gambar',
        headers: {
          'content-type': 'image/png',
          'x-amz-meta-by': packActor(by),
          'x-amz-date': '20260313T010000Z',
          'x-amz-content-sha256': '00b385c9d7d4f3359c957cc7a97f9deb18a259d5524abdb07731ed6f79466433',
        },
      },
    ]);
  });

  test('has the signature that S3 computes (Signature Version 4)', async () => {
    await store().store(upload, Buffer.from('gambar'));
    const [{ headers, path }] = server.requests as [(typeof server.requests)[number]];
    const scope = `20260313/${region}/s3/aws4_request`;
    const [, signed = '', signature] =
      /^AWS4-HMAC-SHA256 Credential=AKID\/\S+, SignedHeaders=(\S+), Signature=(\S+)$/.exec(headers['authorization']!) ??
      [];
    expect(headers['authorization']).toContain(`Credential=AKID/${scope},`);
    const lines = signed.split(';').map((name) => `${name}:${headers[name]}\n`);
    const request = ['PUT', path, '', lines.join(''), signed, headers['x-amz-content-sha256']].join('\n');
    const hex = createHash('sha256').update(request).digest('hex');
    const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
    const key = ['20260313', region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, 'AWS4rahasia');
    const wanted = hmac(key, ['AWS4-HMAC-SHA256', '20260313T010000Z', scope, hex].join('\n')).toString('hex');
    expect(signature).toBe(wanted);
    expect(signed.split(';')).toEqual(expect.arrayContaining(['host', 'content-type', 'x-amz-meta-by']));
  });

  test('that S3 refuses is an error', async () => {
    server.manners.push({ status: 403 });
    await expect(store().store(upload, Buffer.from('gambar'))).rejects.toThrow('S3 answered 403 to an upload');
  });
});
