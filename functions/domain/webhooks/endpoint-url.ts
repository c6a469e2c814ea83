/** What a subscriber's URL must be, before any name is looked up. */
import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** `loopback`: plain HTTP to this machine is allowed too; only a local cloud says so (lib/stacks/deployment.ts). */
export type EndpointRules = { loopback: boolean };

/** Names that never leave a network: RFC 6761 and 6762, and what clouds use inside. */
const insideNames = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|test|invalid|example|onion)$/;

/** The host of a URL, without the brackets of an IPv6 address. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/** What is wrong with a URL as a place to send events to, in words for its owner; undefined when nothing is. */
export function endpointProblem(text: string, { loopback }: EndpointRules): string | undefined {
  const url = URL.parse(text);
  if (!url) return 'not a URL';
  const host = hostOf(url);
  if (url.username !== '' || url.password !== '') return 'a URL with a user name or password ends in logs';
  if (url.hash !== '') return 'a fragment is never sent: leave it out';
  if (loopback && (url.protocol === 'http:' || url.protocol === 'https:') && isLoopbackAddress(host)) return undefined;
  if (url.protocol !== 'https:') return 'must be https';
  if (isIP(host) !== 0) return isPublicAddress(host) ? undefined : 'not an address of the public internet';
  if (!host.includes('.') || insideNames.test(host)) return 'not a name of the public internet';
  return undefined;
}

/**
 * Picks the address to connect to of those that a name has. One that is not public spoils them all: a name must not lead inside at the
 * second look.
 *
 * @returns undefined when none may be used
 */
export function usableAddress(addresses: readonly string[], { loopback }: EndpointRules): string | undefined {
  const allowed = (address: string): boolean => isPublicAddress(address) || (loopback && isLoopbackAddress(address));
  return addresses.every(allowed) ? addresses[0] : undefined;
}
