/** Who gets a form to send a photo with, who a link to see one, and what each is good for. */
import { describe, expect, test } from 'vitest';
import { linkForReporter, linkForStaff } from '../../../functions/attachments/link-attachment.ts';
import { offerToReporter, offerToStaff, uploadRequest } from '../../../functions/attachments/offer-upload.ts';
import { attachmentRoutes } from '../../../functions/attachments/routes.ts';
import { NotFound } from '../../../functions/domain/kernel/errors.ts';
import { problemOf } from '../../../functions/http/problem.ts';
import { cityHall } from '../../support/city-hall.ts';
import { filed, reporterSecret, steps, type Step } from '../../support/complaints.ts';
import { memoryBucket } from '../../support/fakes/attachments.ts';
import { apiKeys, fakeDirectory } from '../../support/fakes/directory.ts';
import { ask } from '../../support/request.ts';
import { misjudged, type Edge } from '../../support/schemas.ts';
import { officers } from '../../support/staff.ts';

const trackingId = 'AMB-7K3Q9C5';
const photo = { type: 'image/jpeg', bytes: 123_456 };
const picture = { id: 'A'.repeat(16), type: 'image/png', bytes: 9, sha256: 'x' } as const;
const attached = (n = 1): Step[] =>
  Array.from({ length: n }, (_, i): Step => [
    '2026-03-16 10:00',
    'attach',
    'reporter',
    { attachment: { ...picture, id: String(i).padEnd(16, 'A') } },
  ]);

async function hallWith(life: readonly Step[] = []) {
  const hall = cityHall('2026-03-17 09:00');
  await hall.keep(filed('2026-03-13 10:00', { id: trackingId }), [...steps.forwarded('2026-03-13 11:00'), ...life]);
  const s3 = memoryBucket();
  return { ...hall, ...s3, random: (length: number) => new Uint8Array(length).fill(7) };
}

const secret = { reporterSecret, apiKey: undefined };
const statusOf = (asked: Promise<unknown>): Promise<number | undefined> =>
  asked.then(
    () => 200,
    (error: unknown) => problemOf(error)?.status,
  );

describe('a form', () => {
  test('is bound to the complaint, the type, the size and who asked, for fifteen minutes', async () => {
    const offer = await offerToReporter(await hallWith())({ ...secret, trackingId, body: photo });
    expect(offer).toEqual({
      attachmentId: Buffer.alloc(12, 7).toString('base64url'),
      url: 'https://bucket.example/',
      fields: {
        key: `${trackingId}/${offer.attachmentId}`,
        type: 'image/jpeg',
        by: 'reporter',
        bytes: '123456',
        expires: '2026-03-17T00:15:00.000Z',
      },
      maxBytes: 123_456,
      expiresAt: '2026-03-17T00:15:00.000Z',
    });
  });

  test.each([
    [{ ...photo, type: 'application/pdf' }, 'type'],
    [{ ...photo, type: 'image/gif' }, 'type'],
    [{ ...photo, bytes: 0 }, 'bytes'],
    [{ ...photo, bytes: 10_000_001 }, 'bytes'],
    [{ ...photo, name: 'IMG_2026.jpg' }, 'name'],
    [undefined, 'body'],
  ])('for %j is refused by field', async (body, field) => {
    const problem = await offerToReporter(await hallWith())({ ...secret, trackingId, body }).catch(problemOf);
    expect(problem).toMatchObject({ status: 400, errors: [{ field }] });
  });

  test.each([
    [{ reporterSecret: 'wrong', apiKey: undefined }, 404],
    [{ reporterSecret: 'wrong', apiKey: 'key-app' }, 404],
    [{ reporterSecret: undefined, apiKey: 'key-app' }, 200],
    [{ reporterSecret: undefined, apiKey: 'nobody' }, 401],
    [{ reporterSecret: undefined, apiKey: undefined }, 401],
  ])('asked for with %j: %i', async (proof, status) => {
    const asked = offerToReporter(await hallWith())({ ...proof, trackingId, body: photo });
    expect(await statusOf(asked)).toBe(status);
  });

  test.each([
    ['liaison', 200],
    ['coordinator', 200],
    ['mayor', 200],
    ['otherLiaison', 404],
    ['auditor', 403],
    ['admin', 404],
  ] as const)('asked for by the %s: %i', async (who, status) => {
    const asked = offerToStaff(await hallWith())({ subject: officers[who].subject, trackingId, body: photo });
    expect(await statusOf(asked)).toBe(status);
  });

  test('there is none any more for a complaint with five photos', async () => {
    const asked = offerToReporter(await hallWith(attached(5)))({ ...secret, trackingId, body: photo });
    expect(await asked.catch(problemOf)).toMatchObject({ status: 409, current: { status: 'FORWARDED' } });
  });
});

describe('a link', () => {
  const [, , , { attachment } = {}] = attached()[0]!;
  const known = attachment!.id;

  test('leads to the photo for five minutes', async () => {
    const link = await linkForReporter(await hallWith(attached()))({ ...secret, trackingId, attachmentId: known });
    expect(link).toMatchObject({ attachmentId: known, expiresAt: '2026-03-17T00:05:00.000Z' });
    expect(link.url).toContain(`${trackingId}/${known}?until=${link.expiresAt}`);
  });

  test('is for a client that may read, and for none of a complaint without photos', async () => {
    const proof = { reporterSecret: undefined, apiKey: 'key-reader', trackingId, attachmentId: known };
    const reader = await hallWith(attached());
    reader.table.complaints.get(trackingId)!.clientId = 'reader';
    expect(await linkForReporter(reader)(proof)).toMatchObject({ attachmentId: known });
    const writer = { ...apiKeys['key-reader'], scopes: ['complaints:write' as const] };
    const directory = fakeDirectory({ apiKeys: { 'key-reader': writer } });
    expect(await statusOf(linkForReporter({ ...reader, directory })(proof))).toBe(403);
    expect(await statusOf(linkForReporter(await hallWith())({ ...proof, ...secret }))).toBe(404);
  });

  test.each([
    ['another id', { attachmentId: 'B'.repeat(16) }],
    ['another complaint', { trackingId: 'AMB-2222222' }],
    ['a wrong secret', { reporterSecret: 'wrong' }],
    ['no proof', { reporterSecret: undefined }],
  ])('with %s: there is no such photo', async (_, over) => {
    const asked = linkForReporter(await hallWith(attached()))({ ...secret, trackingId, attachmentId: known, ...over });
    expect(await statusOf(asked)).toBe(404);
  });

  test.each([
    ['liaison', 200],
    ['auditor', 200],
    ['otherLiaison', 404],
    ['admin', 404],
  ] as const)('asked for by the %s: %i', async (who, status) => {
    const hall = await hallWith(attached());
    const asked = linkForStaff(hall)({ subject: officers[who].subject, trackingId, attachmentId: known });
    expect(await statusOf(asked)).toBe(status);
  });
});

describe('over HTTP', () => {
  const path = { trackingId, attachmentId: attached()[0]![3]!.attachment!.id };
  const routesOf = async () => attachmentRoutes(await hallWith(attached()));

  test('the reporter is known by secret or key, in headers', async () => {
    const routes = await routesOf();
    const route = 'POST /v1/complaints/{trackingId}/attachments';
    const headers = { 'x-reporter-secret': reporterSecret };
    const offer = await ask(routes, route, { path, headers, body: photo });
    expect(offer).toMatchObject({ status: 201, body: { maxBytes: 123_456, fields: { by: 'reporter' } } });
    expect(await ask(routes, route, { path, headers: { 'x-api-key': 'key-app' }, body: photo })).toMatchObject({
      status: 201,
    });
    await expect(ask(routes, route, { path, body: photo })).rejects.toThrow(/x-reporter-secret.*x-api-key/);
    const link = 'GET /v1/complaints/{trackingId}/attachments/{attachmentId}';
    expect(await ask(routes, link, { path, headers })).toMatchObject({
      status: 200,
      body: { attachmentId: path.attachmentId },
    });
    await expect(ask(routes, link, { path: {}, headers })).rejects.toThrow(/no such attachment/);
  });

  test('an officer is known by the subject', async () => {
    const routes = await routesOf();
    const { subject } = officers.liaison;
    const route = 'POST /v1/staff/complaints/{trackingId}/attachments';
    const offer = await ask(routes, route, { path, subject, body: photo });
    expect(offer).toMatchObject({ status: 201, body: { fields: { by: 'liaison' } } });
    expect(
      await ask(routes, 'GET /v1/staff/complaints/{trackingId}/attachments/{attachmentId}', { path, subject }),
    ).toMatchObject({ status: 200, body: { attachmentId: path.attachmentId } });
    await expect(ask(routes, route, { path: {}, subject, body: photo })).rejects.toThrow(NotFound);
  });

  test('a refusal says why', async () => {
    const hall = await hallWith(attached(5));
    await expect(offerToReporter(hall)({ ...secret, trackingId, body: photo })).rejects.toThrow(
      /at most 5 attachments/,
    );
    await expect(offerToReporter(hall)({ ...secret, trackingId: 'x', body: photo })).rejects.toThrow(/is yours/);
  });

  test('sizes are whole bytes, from one to ten million', () => {
    const edges: Edge[] = [
      ['bytes', [1, 10_000_000], [0, 10_000_001, 1.5, undefined]],
      ['type', ['image/jpeg', 'image/png', 'image/webp'], ['image/gif', undefined]],
      ['x', [], [1]],
    ];
    for (const edge of edges) expect(misjudged(uploadRequest, photo, edge)).toEqual([]);
  });
});
