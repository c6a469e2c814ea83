/** Orders the offices that hear of a delay. */
import { office, type Office } from '../city/records.ts';
import type { UnknownWord } from '../kernel/stored.ts';

/** Ranks of the offices, the lowest first. An office of a newer release has none and is lower than all. */
const rankOf = (one: Office | UnknownWord): number => office.options.indexOf(one as Office);

/** Returns true when the office stands below the one that was told before. */
export const isLower = (one: Office | UnknownWord, before: Office | UnknownWord | undefined): boolean =>
  before !== undefined && rankOf(one) < rankOf(before);
