import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Json } from '../../bin/support/local-client.ts';
import { lightLiaison, staffView, streetLight, useCity } from '../support/city.ts';
import { hidden, jpeg, png } from '../support/images/images.ts';

const city = useCity();

type Offer = { attachmentId: string; url: string; fields: Record<string, string> };

/** Posts a form as a browser does: its fields, then the file. */
async function post({ url, fields }: Offer, bytes: Uint8Array, over: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...over })) form.set(name, value);
  form.set('file', new Blob([new Uint8Array(bytes)]), 'IMG_2026.jpg');
  return fetch(url, { method: 'POST', body: form });
}

async function filed() {
  const { body } = await city.client.file(streetLight());
  await city.client.idle();
  const headers = { 'x-reporter-secret': body.reporterSecret as string };
  const path = `/v1/complaints/${body.trackingId}`;
  return {
    id: body.trackingId as string,
    path,
    headers,
    own: async (): Promise<Json> => (await city.client.call('GET', path, { headers })).body,
    offer: async (wanted: unknown): Promise<Offer> =>
      (await city.client.call('POST', `${path}/attachments`, { body: wanted, headers })).body,
    link: async (attachmentId: string) => city.client.call('GET', `${path}/attachments/${attachmentId}`, { headers }),
  };
}

const photo = { type: 'image/jpeg', bytes: 1000 };

test('a photo is sent by a form, loses what it hides, is recorded as one fact, and is seen by a link that soon expires', async () => {
  const mine = await filed();
  const offer = await mine.offer(photo);
  expect((await mine.link(offer.attachmentId)).status).toBe(404);
  expect((await post(offer, jpeg())).status).toBe(204);
  await city.client.idle();

  const own = await mine.own();
  expect(own.attachments).toMatchObject([{ id: offer.attachmentId, type: 'image/jpeg', by: 'reporter' }]);
  const { body: link } = await mine.link(offer.attachmentId);
  const seen = await fetch(link.url);
  expect([seen.status, seen.ok ? '' : await seen.text()]).toEqual([200, '']);
  expect(seen.headers.get('content-type')).toBe('image/jpeg');
  const bytes = Buffer.from(await seen.arrayBuffer());
  expect(bytes.includes(hidden)).toBe(false);
  expect(own.attachments[0].sha256).toBe(createHash('sha256').update(bytes).digest('base64url'));

  const staff = await staffView(city.client, mine.id);
  expect(staff.events.map((e: Json) => e.action)).toEqual(['file', 'forward', 'attach']);
  expect(staff.chain).toEqual({ valid: true });

  const bare = link.url.split('?')[0];
  expect((await fetch(bare)).status).toBe(403);
  expect((await fetch(link.url.replace(mine.id, 'AMB-7K3Q9C5'))).status).toBe(403);
  expect((await fetch(bare.replace('/clean/', '/incoming/'))).status).toBe(403);
  await city.client.advance('PT6M');
  expect((await fetch(link.url)).status).toBe(403);
});

test('the form takes one file of the type, size, place and time that were signed, and no other', async () => {
  const mine = await filed();
  const offer = await mine.offer({ type: 'image/png', bytes: png().length });
  const other = { key: offer.fields['key']!.replace(mine.id, 'AMB-7K3Q9C5') };
  expect((await post(offer, png(), other)).status).toBe(403);
  expect((await post(offer, png(), { 'Content-Type': 'text/html' })).status).toBe(403);
  expect((await post(offer, png(), { 'x-amz-meta-by': 'eyJyb2xlIjoic3lzdGVtIn0' })).status).toBe(403);
  expect((await post(offer, png(), { acl: 'public-read' })).status).toBe(403);
  expect((await post(offer, Buffer.concat([png(), Buffer.alloc(1)]))).status).toBe(400);
  expect((await post(offer, new Uint8Array())).status).toBe(400);
  await city.client.advance('PT16M');
  expect((await post(offer, png())).status).toBe(403);
  expect((await mine.own()).attachments).toEqual([]);
});

test.each([
  ['a script', Buffer.from('<script>alert(1)</script>')],
  ['another kind of image', png()],
  ['the beginning of a photo', jpeg().subarray(0, 150)],
])('%s that says it is a JPEG is never attached', async (_, bytes) => {
  const mine = await filed();
  const offer = await mine.offer(photo);
  expect((await post(offer, bytes)).status).toBe(204);
  await city.client.idle();
  expect((await mine.own()).attachments).toEqual([]);
  expect((await mine.link(offer.attachmentId)).status).toBe(404);
});

test('of seven photos sent at once five are attached, and then there is no form any more', async () => {
  const mine = await filed();
  const offers = await Promise.all(Array.from({ length: 7 }, () => mine.offer(photo)));
  await Promise.all(offers.map((offer) => post(offer, jpeg())));
  await city.client.idle();
  const { attachments, version } = await mine.own();
  expect(attachments).toHaveLength(5);
  expect(new Set(attachments.map((a: Json) => a.id)).size).toBe(5);
  expect(version).toBe(7);
  const refused = await city.client.call('POST', `${mine.path}/attachments`, { body: photo, headers: mine.headers });
  expect(refused.status).toBe(409);
});

test('strangers get neither form nor link; officers who handle the complaint both, an auditor a link', async () => {
  const mine = await filed();
  const path = `${mine.path}/attachments`;
  const staffPath = `/v1/staff/complaints/${mine.id}/attachments`;
  const ask = (headers: Record<string, string>) => city.client.call('POST', path, { body: photo, headers });
  expect((await ask({})).status).toBe(401);
  expect((await ask({ 'x-api-key': 'wrong' })).status).toBe(401);
  expect((await ask({ 'x-reporter-secret': 'wrong', 'x-api-key': 'local-dev-key' })).status).toBe(404);
  expect((await ask({ 'x-api-key': 'local-dev-key' })).status).toBe(201);
  const bad = await city.client.call('POST', path, {
    body: { type: 'application/pdf', bytes: 1 },
    headers: mine.headers,
  });
  expect(bad.body.errors.map((e: Json) => e.field)).toEqual(['type']);

  const { body: offer, status } = await city.client.asOfficer(lightLiaison, 'POST', staffPath, photo);
  expect(status).toBe(201);
  await post(offer, jpeg());
  await city.client.idle();
  expect((await mine.own()).attachments).toMatchObject([{ by: 'liaison' }]);
  const auditor = { role: 'auditor' } as const;
  expect((await city.client.asOfficer(auditor, 'GET', `${staffPath}/${offer.attachmentId}`)).status).toBe(200);
  expect((await city.client.asOfficer(auditor, 'POST', staffPath, photo)).status).toBe(403);
  const stranger = { role: 'liaison', agency: 'dinas-pupr' } as const;
  expect((await city.client.asOfficer(stranger, 'GET', `${staffPath}/${offer.attachmentId}`)).status).toBe(404);
  expect((await city.client.call('GET', `${path}/${offer.attachmentId}`)).status).toBe(404);
});

/** An Open311 form with files, as the Perl client sends it. */
async function open311(files: [string, Uint8Array, string][]): Promise<{ status: number; body: Json }> {
  const form = new FormData();
  const fields = {
    api_key: 'local-dev-key',
    service_code: 'lampu-jalan',
    description: 'Lampu mati\r\nsejak kemarin.',
    address_string: 'Jalan Pattimura',
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const [field, bytes, type] of files) form.set(field, new Blob([new Uint8Array(bytes)], { type }), 'foto.jpeg');
  const response = await fetch(new URL('/open311/v2/requests.json', city.cloud.url), { method: 'POST', body: form });
  return { status: response.status, body: await response.json() };
}

test('photos within an Open311 form are attached, the same one once, whatever type they claim', async () => {
  const { status, body } = await open311([
    ['photo1', jpeg(), 'image/jpeg'],
    ['photo2', png(), 'application/octet-stream'],
    ['photo3', jpeg(), 'image/jpeg'],
    ['photo4', new Uint8Array(), 'application/octet-stream'],
  ]);
  expect(status).toBe(200);
  await city.client.idle();
  const { attachments } = await staffView(city.client, body[0].service_request_id);
  expect(attachments.map((a: Json) => [a.type, a.by]).toSorted()).toEqual([
    ['image/jpeg', 'reporter'],
    ['image/png', 'reporter'],
  ]);
});

test('a form with a file that is no photo, or with six, is refused by field', async () => {
  const { status, body } = await open311([
    ['photo1', jpeg(), 'image/jpeg'],
    ['photo2', Buffer.from('%PDF'), 'image/jpeg'],
  ]);
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('photo2')]);
  const six = Array.from({ length: 6 }, (_, n): [string, Uint8Array, string] => [
    `photo${n + 1}`,
    jpeg({ padding: n }),
    'image/jpeg',
  ]);
  expect((await open311(six)).status).toBe(400);
});

test('when S3 does not answer, the complaint stands and the client is told that its photo does not', async () => {
  const fault = { service: 's3', action: 'PutObject', effect: 'error', caller: 'intake' };
  await city.cloud.post('/_local/faults', fault);
  const { status, body } = await open311([['photo1', jpeg(), 'image/jpeg']]);
  expect([status, body[0].service_notice]).toEqual([200, expect.stringContaining('Foto belum dapat disimpan')]);
});
