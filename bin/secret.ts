/** Makes or replaces a secret of the pages. It goes from here to the parameter that the pages read, and is never shown (docs/adr/026). */
import { randomBytes } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { createPageSecrets } from '../functions/adapters/aws/page-secrets-ssm.ts';
import { applyEdit, type Deps } from '../functions/directory/apply-edit.ts';
import { newKey } from '../functions/directory/client-keys.ts';
import { pageSecretsParameter, replaceSessionKey } from '../functions/domain/city/page-secrets.ts';
import { systemClock } from '../functions/runtime/clock.ts';
import { command } from './support/command.ts';
import { directoryOf, editorName } from './support/directory.ts';
import { findTarget, targetOptions } from './support/target.ts';

const schema = z.object({
  secret: z.enum(['session-key', 'web-key']).meta({
    operand: true,
    description: "the key of officers' sessions, or the API key of the city's own web form",
  }),
  'at-once': z.boolean().default(false).describe('end the secret before it now, and not when all have changed'),
  ...targetOptions,
});

/** The web form's client in the directory. */
const webClient = 'web';

export default command(import.meta, {
  script: 'secret',
  about: 'Makes or replaces a secret of the pages, without a deployment and without showing it.',
  options: schema,
  run: async ({ secret, 'at-once': atOnce, ...place }) => {
    const target = await findTarget(place);
    const { slug, client } = target;
    // The SDK's own chain of credentials: profiles and SSO work as in every AWS tool.
    const kms = new KMSClient(client);
    const store = createPageSecrets(
      { ...client, credentials: kms.config.credentials, parameter: pageSecretsParameter(slug) },
      systemClock,
    );
    const before = await store.read();
    const after =
      secret === 'session-key'
        ? replaceSessionKey(before, randomBytes(32).toString('base64url'), target.now, atOnce)
        : { ...before, webApiKey: await newWebKey(directoryOf(target), atOnce) };
    await store.store(after, `alias/tanggap-${slug}-secrets`);
    console.log(`${secret} of ${slug} replaced. The pages use it within three minutes.`);
    if (secret === 'session-key' && atOnce) console.log('Officers sign in again.');
  },
});

/** Makes a key of the web form's client, and the client where there is none. The key before it is valid for a day, or ends. */
async function newWebKey(deps: Deps, atOnce: boolean): Promise<string> {
  const by = editorName('secret');
  const known = (await deps.editor.records('client')).some(({ clientId }) => clientId === webClient);
  const fields = {
    name: 'Halaman web',
    scopes: ['complaints:write'],
    quota: { perMinute: 60, perDay: 5000 },
    status: 'active',
    keys: [],
  };
  if (!known) await applyEdit(deps, { kind: 'client', id: webClient, expectedVersion: 0, fields, by });
  const overlapDays = atOnce ? 0 : 1;
  return (await newKey({ ...deps, random: randomBytes }, { clientId: webClient, overlapDays, by })).apiKey;
}
