/** Chance, as it is handed to what draws ids, keys and salts. */
import { randomBytes } from 'node:crypto';
import type { Random } from '../domain/kernel/ports.ts';

export const systemRandom: Random = randomBytes;
