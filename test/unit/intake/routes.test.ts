/** Each route of intake hands its request to its use case: key, path, officer, form and body. */
import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../functions/domain/kernel/errors.ts';
import type { ApiRequest } from '../../../functions/http/api-handler.ts';
import { problemOf } from '../../../functions/http/problem.ts';
import { intakeRoutes } from '../../../functions/intake/routes.ts';
import { filed, steps, story } from '../../support/complaints.ts';
import { memoryBucket } from '../../support/fakes/attachments.ts';
import { description, intakeOffice } from '../../support/intake.ts';
import { ask } from '../../support/request.ts';
import { officers } from '../../support/staff.ts';

const parentId = 'AMB-7K3Q9C5';

async function counter() {
  const intake = intakeOffice();
  const { changes } = story(filed('2026-03-13 10:00', { id: parentId }), steps.forwarded('2026-03-13 11:00'));
  await intake.deps.store.file(changes[0]!, undefined, undefined);
  for (const change of changes.slice(1)) await intake.store.save(change);
  const { uploads } = memoryBucket();
  const routes = intakeRoutes({ ...intake.deps, complaints: intake.store, uploads, onPhotoLost: () => undefined });
  return { ...intake, routes, last: () => intake.stored().at(-1)! };
}

const form = {
  fields: new Map([
    ['service_code', ['lampu-jalan']],
    ['address_string', ['Jalan Ahong']],
  ]),
  files: [],
};
const withKey = { 'x-api-key': 'key-app' };
const join = 'POST /v1/complaints/{trackingId}/join';

const routes: [string, Partial<ApiRequest>, object][] = [
  ['POST /v1/complaints', { headers: withKey, body: { description } }, { channel: 'api', clientId: 'app' }],
  [join, { headers: withKey, path: { trackingId: parentId } }, { channel: 'api', parentId }],
  [
    'POST /v1/staff/complaints',
    { subject: officers.coordinator.subject, body: { description } },
    { channel: 'staff', state: 'RECEIVED' },
  ],
  ['POST /open311/v2/requests.json', { headers: withKey, body: form }, { channel: 'open311', clientId: 'app' }],
  ['POST /open311/v2/requests.xml', { headers: withKey, body: form }, { channel: 'open311', clientId: 'app' }],
];

describe.each(routes)('%s', (name, request, complaint) => {
  test('files one report', async () => {
    const hall = await counter();
    await ask(hall.routes, name, request);
    expect(hall.stored()).toHaveLength(2);
    expect(hall.last()).toMatchObject(complaint);
  });

  test('files it once under an Idempotency-Key', async () => {
    const hall = await counter();
    const keyed = { ...request, headers: { ...request.headers, 'idempotency-key': 'k-1' } };
    const first = await ask(hall.routes, name, keyed);
    expect(await ask(hall.routes, name, keyed)).toEqual(first);
    expect(hall.stored()).toHaveLength(2);
  });

  test.each(['', 'dua kata', 'x'.repeat(201)])('refuses the Idempotency-Key %j', async (key) => {
    const hall = await counter();
    const asked = ask(hall.routes, name, { ...request, headers: { ...request.headers, 'idempotency-key': key } });
    const error: unknown = await asked.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidInput);
    expect(problemOf(error)?.errors).toEqual([
      { field: 'Idempotency-Key', message: '1 to 200 visible ASCII characters' },
    ]);
    expect(hall.stored()).toHaveLength(1);
  });

  test('refuses whoever it does not know', async () => {
    const hall = await counter();
    const asked = ask(hall.routes, name, { ...request, headers: {}, subject: undefined });
    await expect(asked).rejects.toMatchObject({ name: request.subject ? 'Forbidden' : 'Unauthenticated' });
    expect(hall.stored()).toHaveLength(1);
  });
});

test.each(routes.slice(0, 3))('%s answers 201 with the report and where it is', async (name, request) => {
  const hall = await counter();
  const answer = await ask(hall.routes, name, request);
  const self = `/v1/complaints/${hall.last().id}`;
  expect(answer).toMatchObject({
    status: 201,
    headers: { location: self },
    body: {
      trackingId: hall.last().id,
      reporterSecret: expect.stringMatching(/^[\w-]{22}$/) as string,
      links: { self },
    },
  });
});

test.each(routes.slice(3))('%s answers with the number in its format', async (name, request) => {
  const hall = await counter();
  const { body } = await ask(hall.routes, name, request);
  const { id } = hall.last();
  expect(body).toContain(
    name.endsWith('json') ? `"service_request_id":"${id}"` : `<service_request_id>${id}</service_request_id>`,
  );
});

test('the form’s jurisdiction is checked', async () => {
  const hall = await counter();
  const body = { ...form, fields: new Map([...form.fields, ['jurisdiction_id', ['bandung.go.id']]]) };
  const asked = ask(hall.routes, 'POST /open311/v2/requests.json', { headers: withKey, body });
  await expect(asked).rejects.toMatchObject({ name: 'NotFound' });
});

test('a report joins no complaint without an id', async () => {
  const hall = await counter();
  await expect(ask(hall.routes, join, { headers: withKey })).rejects.toMatchObject({ name: 'NotFound' });
});
