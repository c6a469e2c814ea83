/** Secrets of a subscription: shown once, at most two, never none again; made by an admin only. */
import { describe, expect, test } from 'vitest';
import {
  endSecret,
  listSecrets,
  makeSecret,
  putRelayToken,
  type Deps,
} from '../../../functions/directory/subscription-secrets.ts';
import type { SubscriptionSecrets } from '../../../functions/domain/webhooks/subscription.ts';
import { manualClock } from '../../support/fakes/clock.ts';
import { fakeDirectory } from '../../support/fakes/directory.ts';
import { officers } from '../../support/staff.ts';
import { fakeSecrets, subscription } from '../../support/subscriptions.ts';

const admin = officers.admin.subject;
const id = 'news';

function office() {
  const kept = new Map<string, SubscriptionSecrets>();
  let drawn = 0;
  const deps: Deps = {
    clock: manualClock('2026-03-13 10:00'),
    directory: fakeDirectory(),
    // The one call that is made; its type follows the kind, which no literal can.
    editor: {
      record: async (_kind: string, wanted: string) => (wanted === id ? subscription() : undefined),
    } as unknown as Deps['editor'],
    random: (length) => new Uint8Array(length).fill((drawn += 1)),
    secretCipher: fakeSecrets,
    keeper: {
      secretsOf: async (wanted) => structuredClone(kept.get(wanted)),
      keep: async (wanted, secrets) => void kept.set(wanted, secrets),
    },
  };
  return { deps, kept, make: () => makeSecret(deps)({ subject: admin, id }) };
}

describe('a signing secret', () => {
  test('is answered once and kept encrypted under its owner', async () => {
    const { deps, kept, make } = office();
    const made = await make();
    expect(made.secretId).toMatch(/^[0-9a-f]{8}$/);
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(made.signing).toEqual([{ secretId: made.secretId, createdAt: '2026-03-13T01:00:00.000Z', by: admin }]);
    expect(JSON.stringify([...kept])).not.toContain(made.secret);
    const [encrypted] = kept.get(id)!.signing;
    expect(await fakeSecrets.decrypt('subscription#news', encrypted!.ciphertext)).toBe(made.secret);
    await expect(fakeSecrets.decrypt('subscription#other', encrypted!.ciphertext)).rejects.toThrow(
      'encryption context',
    );
    expect(JSON.stringify(await listSecrets(deps)({ subject: officers.auditor.subject, id }))).not.toMatch(
      /whsec_|ciphertext/,
    );
  });

  test('is exchanged: a second, not a third; the old one ended, not the last', async () => {
    const { deps, kept, make } = office();
    const first = await make();
    const second = await make();
    expect(second.signing.map((s) => s.secretId)).toEqual([second.secretId, first.secretId]);
    await expect(make()).rejects.toThrow('two secrets are in force');
    const end = (secretId: string) => endSecret(deps)({ subject: admin, id, secretId });
    await expect(end('unknown')).rejects.toThrow('has no secret unknown');
    expect((await end(first.secretId)).signing).toHaveLength(1);
    await expect(end(second.secretId)).rejects.toThrow('the only secret');
    expect(kept.get(id)!.version).toBe(3);
  });
});

test('upstream’s token is kept encrypted beside them, and never answered', async () => {
  const { deps, kept, make } = office();
  await make();
  const view = await putRelayToken(deps)({ subject: admin, id, body: { token: 'token-kota' } });
  expect(view.relayToken).toEqual({ createdAt: '2026-03-13T01:00:00.000Z', by: admin });
  expect(JSON.stringify([view, ...kept])).not.toContain('token-kota');
  expect(kept.get(id)!.signing).toHaveLength(1);
  await expect(putRelayToken(deps)({ subject: admin, id, body: { token: '' } })).rejects.toThrow('token');
});

describe('nobody else', () => {
  const { deps } = office();
  test.each(['coordinator', 'liaison', 'auditor', 'mayor'] as const)('such as the %s makes one', async (who) => {
    const { subject } = officers[who];
    await expect(makeSecret(deps)({ subject, id })).rejects.toThrow('only an admin');
    await expect(putRelayToken(deps)({ subject, id, body: { token: 'x' } })).rejects.toThrow('only an admin');
    await expect(endSecret(deps)({ subject, id, secretId: 'x' })).rejects.toThrow('only an admin');
  });

  test('and of an unknown subscription there is none', async () => {
    await expect(makeSecret(deps)({ subject: admin, id: 'unknown' })).rejects.toThrow(
      'there is no subscription unknown',
    );
    await expect(listSecrets(deps)({ subject: admin, id: 'unknown' })).rejects.toThrow(
      'there is no subscription unknown',
    );
  });
});
