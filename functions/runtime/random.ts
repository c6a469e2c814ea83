/** Draws random bytes. Use cases that draw ids, keys and salts take it as Random. */
import { randomBytes } from 'node:crypto';
import type { Random } from '../domain/kernel/ports.ts';

export const systemRandom: Random = randomBytes;
