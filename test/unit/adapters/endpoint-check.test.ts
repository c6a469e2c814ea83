/** Where a subscriber may want to be told, looked at before it is stored. */
import { describe, expect, test } from 'vitest';
import { systemResolver } from '../../../functions/adapters/http/system-resolver.ts';
import { createEndpointCheck } from '../../../functions/adapters/http/endpoint-check.ts';

const leadsTo = (...addresses: string[]) =>
  createEndpointCheck({ loopback: false }, { resolver: { resolve: async () => addresses } });

test('the system’s resolver gives all addresses of a name', async () => {
  const found = await systemResolver.resolve('localhost');
  expect(found.length).toBeGreaterThan(0);
  expect(found.every((address) => ['127.0.0.1', '::1'].includes(address))).toBe(true);
});

describe('an endpoint that is to be subscribed', () => {
  test('may be where its name leads to the public internet', async () => {
    expect(await leadsTo('8.8.8.8', '2606:4700::1111').problem('https://hooks.kota.go.id/x')).toBeUndefined();
    expect(await leadsTo().problem('https://8.8.8.8/')).toBeUndefined();
    expect(await leadsTo('8.8.8.8').problem('https://hooks.kota.go.id:8443/x')).toBeUndefined();
    expect(await leadsTo('8.8.8.8').problem('https://hooks.kota.go.id:443/x')).toBeUndefined();
  });

  test.each([22, 80, 3306, 6379, 9200])('may not be at port %i, where no web server of the public is', async (port) => {
    expect(await leadsTo('8.8.8.8').problem(`https://hooks.kota.go.id:${port}/`)).toBe('the port must be 443 or 8443');
  });

  test.each([
    [['10.0.0.1'], 'leads into a private network'],
    [['8.8.8.8', '127.0.0.1'], 'leads into a private network'],
    [['fd00:ec2::254'], 'leads into a private network'],
  ])('may not be where its name leads to %j', async (addresses, problem) => {
    expect(await leadsTo(...addresses).problem('https://hooks.kota.go.id/x')).toContain(problem);
  });

  test('may not be where the URL itself leads inside: nothing is looked up', async () => {
    const check = createEndpointCheck(
      { loopback: false },
      { resolver: { resolve: () => Promise.reject(new Error('must not be asked')) } },
    );
    expect(await check.problem('https://169.254.169.254/')).toContain('public internet');
    expect(await check.problem('http://hooks.kota.go.id/')).toBe('must be https');
  });

  test('must have a name that leads somewhere now', async () => {
    const answers = [() => Promise.reject(new Error('ENOTFOUND')), () => new Promise<never>(() => undefined)];
    for (const resolve of answers) {
      const check = createEndpointCheck({ loopback: false }, { resolver: { resolve }, timeLimit: 50 });
      expect(await check.problem('https://nowhere.kota.go.id/')).toBe('its name has no address now');
    }
  });

  test('may be on this machine only in a local cloud', async () => {
    const url = 'http://127.0.0.1:3000/_local/webhooks/demo';
    expect(await createEndpointCheck({ loopback: true }).problem(url)).toBeUndefined();
    expect(await createEndpointCheck({ loopback: false }).problem(url)).toBe('must be https');
  });
});
