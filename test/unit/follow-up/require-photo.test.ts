/** A service that requires a photo takes "done" only with an officer's photo since the last refusal. */
import { expect, test } from 'vitest';
import { requirePhoto } from '../../../functions/follow-up/require-photo.ts';
import type { Party } from '../../../functions/domain/complaint/lifecycle.ts';
import { ambon } from '../../support/ambon.ts';
import { filed, steps, story, type Step } from '../../support/complaints.ts';

const day = '2026-03-13 10:00';
const service = ambon.services.find((s) => s.code === 'lampu-jalan')!;
const photo = (by: Party, id = 'AAAAAAAAAAAAAAAA'): Step => [
  day,
  'attach',
  by,
  { attachment: { id, type: 'image/png', bytes: 9, sha256: 'x' } },
];
const refused: Step[] = [
  [day, 'answer', 'owner', { text: 'Sudah.', outcome: 'done' }],
  [day, 'object', 'reporter', { text: 'Belum.' }],
];

const check = (more: Step[], outcome: 'done' | 'explained' = 'done', photoOfWork = true) => {
  const { complaint, events, texts } = story(filed(day, { serviceCode: service.code }), [
    ...steps.inProgress(day),
    ...more,
  ]);
  const deps = {
    directory: { service: async () => ({ ...service, photoOfWork }) },
    store: { history: async () => ({ events, texts }) },
  };
  return requirePhoto(deps, complaint, { outcome });
};

test.each<[string, Step[]]>([
  ['without a photo', []],
  ["with the reporter's photo only", [photo('reporter')]],
  ['with a photo from before the last refusal', [photo('staff'), ...refused]],
])('%s it is refused', async (_, more) => {
  await expect(check(more)).rejects.toMatchObject({ fields: [{ field: 'outcome' }] });
});

test.each<[string, Step[], ('done' | 'explained')?, boolean?]>([
  ["with an officer's photo", [photo('staff')]],
  ['with a photo since the last refusal', [...refused, photo('staff')]],
  ['where nothing was done', [], 'explained'],
  ['where the service requires none', [], 'done', false],
])('%s it is taken', async (_, ...given) => {
  await expect(check(...given)).resolves.toBeUndefined();
});
