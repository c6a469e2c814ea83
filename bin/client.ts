/**
 * API clients: adds one with its first key, exchanges a key, revokes one, lists them. A key is printed once and kept nowhere.
 *
 *   npm run client -- add --id aplikasi-warga --name "Aplikasi Warga" --scope complaints:write --scope complaints:read [--stage production]
 *   npm run client -- rotate --id aplikasi-warga --overlap-days 7
 *   npm run client -- revoke --id aplikasi-warga --key KEYID
 *   npm run client -- list --local http://127.0.0.1:3000
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { applyEdit, type Deps } from '../functions/directory/apply-edit.ts';
import { endKeyOf, newKey } from '../functions/directory/client-keys.ts';
import { keysInForce } from '../functions/domain/city/client-keys.ts';
import { scope } from '../functions/domain/city/records.ts';
import { directoryOf, editorName } from './support/directory.ts';
import { findTarget } from './support/target.ts';

const usage = `npm run client -- add --id ID --name "NAME" [--contact EMAIL] [--scope ${scope.options.join('|')}]…
                     [--per-minute 60] [--per-day 5000]
npm run client -- rotate --id ID [--overlap-days 7]
npm run client -- revoke --id ID --key KEYID
npm run client -- list
  each with [--stage dev|production] or [--local URL]`;

const by = editorName('client');

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      id: { type: 'string' },
      name: { type: 'string' },
      contact: { type: 'string' },
      scope: { type: 'string', multiple: true, default: ['complaints:write', 'complaints:read'] },
      'per-minute': { type: 'string', default: '60' },
      'per-day': { type: 'string', default: '5000' },
      'overlap-days': { type: 'string', default: '7' },
      key: { type: 'string' },
      stage: { type: 'string', default: 'dev' },
      local: { type: 'string' },
    },
  });
  const deps = directoryOf(await findTarget(values.stage, values.local));
  const given = (option: 'id' | 'name' | 'key'): string => {
    const value = values[option];
    if (value === undefined) throw new Error(`--${option}: required`);
    return value;
  };
  const commands: Record<string, () => Promise<void>> = {
    add: async () => {
      const fields = {
        name: given('name'),
        ...(values.contact === undefined ? {} : { contact: values.contact }),
        scopes: values.scope,
        quota: { perMinute: Number(values['per-minute']), perDay: Number(values['per-day']) },
        status: 'active',
        keys: [],
      };
      await applyEdit(deps, { kind: 'client', id: given('id'), expectedVersion: 0, fields, by });
      await printNewKey(deps, given('id'), 0);
    },
    rotate: () => printNewKey(deps, given('id'), z.coerce.number().int().min(0).max(90).parse(values['overlap-days'])),
    revoke: async () => {
      await endKeyOf(deps, { clientId: given('id'), keyId: given('key'), by });
      console.log(`Revoked ${given('key')} of ${given('id')}, within 60 seconds everywhere.`);
    },
    list: () => printClients(deps),
  };
  const command = commands[positionals[0] ?? ''];
  if (!command) throw new Error(`say what to do: ${Object.keys(commands).join(', ')}`);
  await command();
} catch (error) {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error);
  console.error(`\n${usage}`);
  process.exitCode = 1;
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
