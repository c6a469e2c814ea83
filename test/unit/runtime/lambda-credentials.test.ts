import { afterEach, describe, expect, test, vi } from 'vitest';
import { defaultProvider } from '../../../functions/runtime/lambda-credentials.ts';

function environment(id: string | undefined, secret: string | undefined, token: string | undefined): void {
  vi.stubEnv('AWS_ACCESS_KEY_ID', id);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret);
  vi.stubEnv('AWS_SESSION_TOKEN', token);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('credentials in Lambda', () => {
  test('are the temporary ones of the environment', async () => {
    environment('ASIA1', 'secret', 'token');
    expect(await defaultProvider()()).toEqual({
      accessKeyId: 'ASIA1',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });

  test('may lack a session token, as on the local cloud', async () => {
    environment('local', 'secret', undefined);
    expect(await defaultProvider()()).toEqual({ accessKeyId: 'local', secretAccessKey: 'secret' });
  });

  test.each([
    [undefined, 'secret'],
    ['ASIA1', undefined],
    ['', ''],
  ])('are never guessed: %s, %s', async (id, secret) => {
    environment(id, secret, 'token');
    await expect(defaultProvider()()).rejects.toThrow('AWS_ACCESS_KEY_ID');
  });
});
