/** Checks a subscriber's URL before any name is looked up. */
import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** Rules for endpoints. `loopback` allows plain HTTP to this machine, in a local cloud only (lib/stacks/deployment.ts). */
export type EndpointRules = { loopback: boolean };

/** Ports of endpoints, 443 being written as none: on others a post reaches services that are no web server. */
const ports: ReadonlySet<string> = new Set(['', '8443']);

/** Names that never leave a network: RFC 6761 and 6762, and what clouds use inside. */
const insideNames = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|test|invalid|example|onion)$/;

/** Returns the host of a URL, without the brackets of an IPv6 address. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/** Returns the fault of a URL as an endpoint, in words for its owner; undefined when there is none. */
export function endpointProblem(text: string, { loopback }: EndpointRules): string | undefined {
  const url = URL.parse(text);
  if (!url) return 'not a URL';
  const host = hostOf(url);
  if (url.username !== '' || url.password !== '') return 'a URL with a user name or password ends in logs';
  if (url.hash !== '') return 'a fragment is never sent: leave it out';
  if (loopback && (url.protocol === 'http:' || url.protocol === 'https:') && isLoopbackAddress(host)) return undefined;
  if (url.protocol !== 'https:') return 'must be https';
  if (!ports.has(url.port)) return 'the port must be 443 or 8443';
  if (isIP(host) !== 0) return isPublicAddress(host) ? undefined : 'not an address of the public internet';
  if (!host.includes('.') || insideNames.test(host)) return 'not a name of the public internet';
  return undefined;
}

/**
 * Picks the address to connect to among those of a name. Returns undefined when one of them is not public, so that a name cannot lead
 * inside at a second look-up.
 */
export function usableAddress(addresses: readonly string[], { loopback }: EndpointRules): string | undefined {
  const allowed = (address: string): boolean => isPublicAddress(address) || (loopback && isLoopbackAddress(address));
  return addresses.every(allowed) ? addresses[0] : undefined;
}
