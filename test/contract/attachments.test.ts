/** What sanitising and intake count on in the photo store: the same on the fake and on S3's REST with the SDK and our own signed request. */
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createAttachmentFiles,
  createAttachmentLinks,
  createUploadForms,
  createUploadReader,
} from '../../functions/adapters/aws/attachments-s3.ts';
import { createUploadStore } from '../../functions/adapters/aws/upload-store-s3.ts';
import type {
  AttachmentFiles,
  Upload,
  UploadReader,
  UploadStore,
} from '../../functions/domain/complaint/attachment-ports.ts';
import { systemClock } from '../../functions/runtime/clock.ts';
import { memoryBucket } from '../support/fakes/attachments.ts';
import { startLocalS3 } from '../support/cloud/local-s3.ts';

type Opened = { uploads: UploadReader & UploadStore; files: AttachmentFiles };

const region = 'ap-southeast-3';
let s3: Awaited<ReturnType<typeof startLocalS3>>;
let client: S3Client;
beforeAll(async () => {
  s3 = await startLocalS3();
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'tests', AWS_SECRET_ACCESS_KEY: 'local' });
  client = new S3Client({ region, endpoint: s3.url });
});
afterAll(() => s3.stop());

const implementations: { name: string; open: () => Opened }[] = [
  {
    name: 'in memory',
    open: memoryBucket,
  },
  {
    name: 'in S3',
    open: () => ({
      uploads: {
        ...createUploadReader(client, s3.bucket),
        ...createUploadStore({ bucket: s3.bucket, region, endpoint: s3.url }, systemClock),
      },
      files: createAttachmentFiles(client, s3.bucket),
    }),
  },
];

let count = 0;
const upload = (over: Partial<Upload> = {}): Upload => ({
  complaintId: 'AMB-7K3Q9C5',
  attachmentId: String((count += 1)).padEnd(16, '_'),
  type: 'image/jpeg',
  by: { role: 'liaison', id: 'sub|é/liaison' },
  ...over,
});

describe.each(implementations)('photos $name', ({ open }) => {
  test('come out as they went in, with what they claim to be and who brought them', async () => {
    const { uploads } = open();
    const one = upload({ type: 'image/webp' });
    const bytes = Uint8Array.from({ length: 70_000 }, (_, n) => n % 251);
    await uploads.store(one, bytes);
    const read = await uploads.read(one);
    expect(read).toMatchObject({ type: 'image/webp', by: one.by });
    expect(Buffer.from(read!.bytes).equals(bytes)).toBe(true);
  });

  test('are absent before they come and after they are taken off, twice too', async () => {
    const { uploads } = open();
    const one = upload();
    expect(await uploads.read(one)).toBeUndefined();
    await uploads.store(one, Buffer.from('x'));
    await uploads.discard(one);
    await uploads.discard(one);
    expect(await uploads.read(one)).toBeUndefined();
  });

  test('that are kept are not uploads', async () => {
    const { uploads, files } = open();
    const one = upload();
    await files.keep(one, 'image/png', Buffer.from('clean'));
    expect(await uploads.read(one)).toBeUndefined();
  });
});

describe('in S3', () => {
  test('each arrival is told once, with its key', async () => {
    const { uploads } = implementations[1]!.open();
    const one = upload();
    s3.told.length = 0;
    await uploads.store(one, Buffer.from('x'));
    const key = `incoming/${one.complaintId}/${one.attachmentId}`;
    expect(s3.told).toMatchObject([
      { source: 'aws.s3', detail: { bucket: { name: 'photos' }, object: { key, size: 1 } } },
    ]);
  });

  test('a form and a link are good as they are, and no longer when anything in them was changed', async () => {
    const one = upload();
    const expires = new Date(Date.now() + 60_000);
    const { url, fields } = await createUploadForms(client, s3.bucket, systemClock).formFor(one, 5, expires);
    const post = async (over: Record<string, string>, bytes = 'clean') => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...fields, ...over })) form.set(name, value);
      form.set('file', new Blob([bytes]));
      return (await fetch(url, { method: 'POST', body: form })).status;
    };
    for (const name of Object.keys(fields).filter((field) => field !== 'bucket'))
      expect([name, await post({ [name]: 'changed' })]).toEqual([name, 403]);
    expect([await post({}, 'longer'), await post({})]).toEqual([400, 204]);

    await createAttachmentFiles(client, s3.bucket).keep(one, 'image/png', Buffer.from('clean'));
    const link = await createAttachmentLinks(client, s3.bucket, systemClock).linkTo(one, expires);
    const seen = await fetch(link);
    expect([
      seen.status,
      seen.headers.get('content-type'),
      seen.headers.get('cache-control'),
      await seen.text(),
    ]).toEqual([200, 'image/png', 'private, no-store', 'clean']);
    expect((await fetch(link, { method: 'DELETE' })).status).toBe(403);
    expect((await fetch(link.replace('X-Amz-Expires=', 'X-Amz-Expires=9'))).status).toBe(403);
    expect((await fetch(link.split('?')[0]!)).status).toBe(403);
  });

  test.each([
    ['refused', () => ({ bucket: 'other', region, endpoint: s3.url })],
    ['not answered', () => ({ bucket: s3.bucket, region, endpoint: 'http://127.0.0.1:9' })],
  ])('an upload that is %s is an error, without the photo in it', async (_, place) => {
    const storing = createUploadStore(place(), systemClock).store(upload(), Buffer.from('secret'));
    const error = await storing.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).not.toContain('secret');
  });
});
