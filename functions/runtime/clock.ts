/** Reads the platform's clock. Use cases take a Clock, so that tests can hold it still. */
import type { Clock } from '../domain/kernel/ports.ts';

export const systemClock: Clock = { now: () => new Date() };
