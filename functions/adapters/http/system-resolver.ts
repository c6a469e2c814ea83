/** Resolves names to addresses by the system's resolver. */
import { lookup } from 'node:dns/promises';
import type { AddressResolver } from '../../domain/webhooks/ports.ts';

export const systemResolver: AddressResolver = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
};
