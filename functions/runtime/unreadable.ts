/** Reports stored items that cannot be read: one log line with the key, and one count for the alarm `unreadable-items`. */
import type { Unreadable } from '../domain/kernel/errors.ts';
import { logger } from './logger.ts';
import { count } from './metrics.ts';

/** Logs and counts it, and returns it to be thrown. */
export function reported(error: Unreadable): Unreadable {
  const { table, key, paths } = error;
  logger.error('unreadable item', { table, key, paths });
  count('UnreadableItems');
  return error;
}
