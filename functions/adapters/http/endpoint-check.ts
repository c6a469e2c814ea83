/** Checks a subscriber's endpoint before it is stored: the URL, and the addresses that its name has now. */
import { isIP } from 'node:net';
import { endpointProblem, hostOf, usableAddress, type EndpointRules } from '../../domain/webhooks/endpoint-url.ts';
import type { AddressResolver, EndpointCheck } from '../../domain/webhooks/ports.ts';
import { inTime } from './in-time.ts';
import { systemResolver } from './system-resolver.ts';

/** Milliseconds for the check, because an admin waits for it. */
const timeLimitMs = 3000;

export function createEndpointCheck(
  rules: EndpointRules,
  { resolver = systemResolver, timeLimit = timeLimitMs }: { resolver?: AddressResolver; timeLimit?: number } = {},
): EndpointCheck {
  return {
    async problem(url) {
      const problem = endpointProblem(url, rules);
      if (problem !== undefined) return problem;
      const host = hostOf(new URL(url));
      if (isIP(host) !== 0) return undefined;
      const looked = inTime(resolver.resolve(host), AbortSignal.timeout(timeLimit));
      const addresses = await looked.catch(() => undefined);
      if (!addresses) return 'its name has no address now';
      return usableAddress(addresses, rules) === undefined ? 'its name leads into a private network' : undefined;
    },
  };
}
