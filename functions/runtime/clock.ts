import type { Clock } from '../domain/kernel/ports.ts';

/** The platform's clock. Use cases take a Clock, so that tests can hold it still. */
export const systemClock: Clock = { now: () => new Date() };
