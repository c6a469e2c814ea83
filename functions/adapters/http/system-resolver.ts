import { lookup } from 'node:dns/promises';
import type { AddressResolver } from '../../domain/webhooks/ports.ts';

/** Addresses of names, by the system's resolver. */
export const systemResolver: AddressResolver = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
};
