/** POST /v1/danger: whom to call, told before anything is sent or stored. */
import { expect, test } from 'vitest';
import { intakeRoutes } from '../../../functions/intake/routes.ts';
import { memoryBucket } from '../../support/fakes/attachments.ts';
import { intakeOffice } from '../../support/intake.ts';
import { ask } from '../../support/request.ts';

function look(body: unknown) {
  const intake = intakeOffice();
  const { uploads } = memoryBucket();
  const routes = intakeRoutes({ ...intake.deps, complaints: intake.store, uploads, onPhotoLost: () => undefined });
  return ask(routes, 'POST /v1/danger', { body });
}

test('words that tell of people in danger are answered with whom to call', async () => {
  const answer = await look({ description: 'Tolong, rumah terbakar dan masih ada orang di dalam!' });
  expect(answer).toMatchObject({ status: 200, body: { emergency: { call: [{ number: '112' }, { number: '113' }] } } });
});

test('other words are answered with nobody', async () =>
  expect(await look({ description: 'Lampu jalan padam sejak tiga malam.' })).toEqual({
    status: 200,
    body: { emergency: null },
  }));

test.each([{}, { description: '' }, { description: 'x'.repeat(4001) }, { description: 'x', more: 1 }])(
  '%j is refused',
  async (body) => {
    await expect(look(body)).rejects.toMatchObject({ name: 'InvalidInput' });
  },
);
