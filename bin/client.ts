/** Keeps the API clients: adds one with its first key, exchanges a key, revokes one, lists them. A key is printed once and stored as a hash. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { applyEdit, type Deps } from '../functions/directory/apply-edit.ts';
import { endKeyOf, newKey } from '../functions/directory/client-keys.ts';
import { keysInForce } from '../functions/domain/city/client-keys.ts';
import { scope } from '../functions/domain/city/records.ts';
import { command, UsageError } from './support/command.ts';
import { directoryOf, editorName } from './support/directory.ts';
import { findTarget, targetOptions } from './support/target.ts';

const by = editorName('client');

const schema = z.object({
  action: z.enum(['add', 'rotate', 'revoke', 'list']).meta({
    operand: true,
    description: 'add a client with its first key, exchange or revoke a key, list the clients',
  }),
  id: z.string().optional().describe('of the client: add, rotate, revoke'),
  name: z.string().optional().describe('of the client: add'),
  contact: z.email().optional().describe('of whoever keeps the app: add'),
  scope: z.array(scope).default(['complaints:write', 'complaints:read']).describe('scope of the client: add'),
  'per-minute': z.coerce.number().int().positive().default(60).describe('posts a minute: add'),
  'per-day': z.coerce.number().int().positive().default(5000).describe('posts a day: add'),
  'overlap-days': z.coerce
    .number()
    .int()
    .min(0)
    .max(90)
    .default(7)
    .describe('days that the old key stays valid: rotate'),
  key: z.string().optional().meta({ value: 'KEYID', description: 'id of the key: revoke' }),
  ...targetOptions,
});
type Options = z.infer<typeof schema>;

/** Options that an action needs besides those with a default. */
const needs = { add: ['id', 'name'], rotate: ['id'], revoke: ['id', 'key'], list: [] } as const;

export default command(import.meta, {
  script: 'client',
  about: 'Keeps the API clients. A key is printed once and stored as a hash only.',
  options: schema,
  run,
});

async function run(options: Options): Promise<void> {
  const { action, id = '', key = '', contact } = options;
  for (const need of needs[action])
    if (options[need] === undefined) throw new UsageError(`--${need}: required to ${action}`);
  const deps = directoryOf(await findTarget(options));
  if (action === 'list') return printClients(deps);
  if (action === 'rotate') return printNewKey(deps, id, options['overlap-days']);
  if (action === 'revoke') {
    await endKeyOf(deps, { clientId: id, keyId: key, by });
    return console.log(`Revoked ${key} of ${id}, within 60 seconds everywhere.`);
  }
  const fields = {
    name: options.name,
    ...(contact === undefined ? {} : { contact }),
    scopes: options.scope,
    quota: { perMinute: options['per-minute'], perDay: options['per-day'] },
    status: 'active',
    keys: [],
  };
  await applyEdit(deps, { kind: 'client', id, expectedVersion: 0, fields, by });
  await printNewKey(deps, id, 0);
}

async function printNewKey(deps: Deps, clientId: string, overlapDays: number): Promise<void> {
  const { apiKey, keyId, keys } = await newKey({ ...deps, random: randomBytes }, { clientId, overlapDays, by });
  console.log(`Key ${keyId} of ${clientId}, shown this once:\n\n  ${apiKey}\n`);
  for (const older of keys.filter((k) => k.keyId !== keyId)) console.log(`Key ${older.keyId} ends ${older.endsAt}.`);
}

async function printClients({ editor, clock }: Deps): Promise<void> {
  const clients = await editor.records('client');
  for (const client of clients) {
    const { perMinute, perDay } = client.quota;
    const keys = keysInForce(client, clock.now()).map((k) => (k.endsAt ? `${k.keyId} until ${k.endsAt}` : k.keyId));
    console.log(
      `${client.clientId}  ${client.name}  ${client.status}  ${client.scopes.join(' ')}  ${perMinute}/minute ${perDay}/day  keys: ${keys.join(', ') || 'none'}`,
    );
  }
  if (clients.length === 0) console.log('No API clients.');
}
