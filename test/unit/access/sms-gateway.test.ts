/** A post of the SMS gateway is taken when it is signed by a secret in force, and within five minutes of signing. */
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createVerifier } from '../../../functions/access/sms-gateway.ts';
import { smsGatewayOwner } from '../../../functions/domain/city/sms-gateway.ts';
import { Unauthenticated } from '../../../functions/domain/kernel/errors.ts';
import { manualClock } from '../../support/fakes/clock.ts';
import { fakeDirectory } from '../../support/fakes/directory.ts';
import { fakeSecrets } from '../../support/fakes/keys.ts';

const clock = manualClock('2026-03-13 10:00');
const seconds = clock.now().getTime() / 1000;
const raw = Buffer.from('{"body":"halo"}');

const stored = (secret: string, endsAt?: string) => ({
  ciphertext: fakeSecrets.encrypt(smsGatewayOwner, secret),
  ...(endsAt === undefined ? {} : { endsAt }),
});

function gateway(secrets = [stored('lama', '2026-03-13T01:00:01.000Z'), stored('baru')]) {
  let opened = 0;
  let failures = 0;
  const reader = {
    decrypt: async (owner: string, ciphertext: string) => {
      if (failures-- > 0) throw new Error('throttled');
      opened += 1;
      return fakeSecrets.decrypt(owner, ciphertext);
    },
  };
  const directory = fakeDirectory({ ...(secrets.length > 0 && { smsGateway: { version: 1, secrets } }) });
  return {
    verify: createVerifier({ directory, secrets: reader, clock }),
    opened: () => opened,
    failNext: () => void (failures = 1),
  };
}

const contentType = 'application/json';
const hmac = (secret: string, timestamp: string, body: Buffer = raw): string =>
  createHmac('sha256', secret).update(`${timestamp}.${contentType}.`).update(body).digest('hex');
const signed = (secret: string, at = seconds) => ({
  timestamp: String(at),
  signature: hmac(secret, String(at)),
  contentType,
  raw,
});

const signedAt = (timestamp: string) => ({ timestamp, signature: hmac('baru', timestamp), contentType, raw });

describe('a post is taken', () => {
  test('by either secret in force, with or without the name of the hash', async () => {
    const { verify } = gateway();
    for (const secret of ['lama', 'baru']) await expect(verify(signed(secret))).resolves.toBeUndefined();
    const { signature, ...rest } = signed('baru');
    await expect(verify({ ...rest, signature: `SHA256=${signature}` })).resolves.toBeUndefined();
    await expect(
      verify({ ...rest, signature: `${signature.slice(0, 8)}sha256=${signature.slice(8)}` }),
    ).rejects.toThrow(Unauthenticated);
  });

  test('in the form of the release before, which leaves the content type out', async () => {
    const signature = createHmac('sha256', 'baru').update(`${seconds}.`).update(raw).digest('hex');
    await expect(gateway().verify({ ...signed('baru'), signature })).resolves.toBeUndefined();
  });

  test('up to 300 seconds before and after it was signed', async () => {
    const { verify } = gateway();
    for (const at of [seconds - 300, seconds + 300]) await verify(signed('baru', at));
    for (const at of [seconds - 301, seconds + 301])
      await expect(verify(signed('baru', at))).rejects.toThrow('x-timestamp is not within 300 s');
  });
});

describe('a post is refused', () => {
  test.each([
    ['without a timestamp', { ...signed('baru'), timestamp: undefined }, 'send x-timestamp'],
    ['without a signature', { ...signed('baru'), signature: undefined }, 'send x-timestamp'],
    ['with a timestamp that is no number', { ...signed('baru'), timestamp: 'now' }, 'x-timestamp'],
    ['with a timestamp in another spelling', signedAt(`+${seconds}`), 'x-timestamp'],
    ['with a timestamp and more', signedAt(`${seconds}x`), 'x-timestamp'],
    ['by another secret', signed('lain'), 'x-signature does not fit'],
    ['as another type of body', { ...signed('baru'), contentType: 'text/plain' }, 'x-signature does not fit'],
    ['for another body', { ...signed('baru'), raw: Buffer.from('{}') }, 'x-signature does not fit'],
    ['for another timestamp', { ...signed('baru'), timestamp: String(seconds - 1) }, 'x-signature does not fit'],
    ['with a signature that is no hex', { ...signed('baru'), signature: 'zz' }, 'x-signature does not fit'],
    [
      'with a part of the signature',
      { ...signed('baru'), signature: signed('baru').signature.slice(0, 32) },
      'x-signature does not fit',
    ],
  ])('%s', async (_, post, message) => {
    const { verify } = gateway();
    await expect(verify(post)).rejects.toThrow(Unauthenticated);
    await expect(verify(post)).rejects.toThrow(message);
  });

  test('by a secret from the instant at which it ends', async () => {
    await gateway([stored('lama', '2026-03-13T01:00:00.001Z')]).verify(signed('lama'));
    await expect(gateway([stored('lama', '2026-03-13T01:00:00.000Z')]).verify(signed('lama'))).rejects.toThrow(
      Unauthenticated,
    );
  });

  test('while the city has no gateway', async () => {
    await expect(gateway([]).verify(signed('baru'))).rejects.toThrow(Unauthenticated);
  });
});

test('a secret is opened once, and once more only after a failure', async () => {
  const { verify, opened, failNext } = gateway([stored('baru')]);
  failNext();
  await expect(verify(signed('baru'))).rejects.toThrow('throttled');
  await Promise.all([verify(signed('baru')), verify(signed('baru'))]);
  await verify(signed('baru'));
  expect(opened()).toBe(1);
});
