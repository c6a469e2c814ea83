/** Merges two edits of one record, field by field. */
import { isDeepStrictEqual } from 'node:util';
import type { Values } from '../forms/fields.ts';

export type Merged = {
  /** Theirs where mine changed nothing, mine where it did. */
  values: Values;
  /** Fields that only they changed. */
  theirs: string[];
  /** Fields that both changed, to something else. */
  both: string[];
};

/**
 * @param base the record as the form showed it first; unknown, mine counts as changed wherever it differs
 * @param theirs the record as it is now
 * @param mine the record as it was typed
 */
export function merge(base: Values | undefined, theirs: Values, mine: Values): Merged {
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(mine), ...Object.keys(base ?? {})])];
  const merged: Merged = { values: {}, theirs: [], both: [] };
  for (const name of names) {
    const same = isDeepStrictEqual(theirs[name], mine[name]);
    const iChanged = base === undefined || !isDeepStrictEqual(base[name], mine[name]);
    const theyChanged = base === undefined || !isDeepStrictEqual(base[name], theirs[name]);
    const value = iChanged ? mine[name] : theirs[name];
    if (value !== undefined) merged.values[name] = value;
    if (!same && theyChanged) (iChanged ? merged.both : merged.theirs).push(name);
  }
  return merged;
}
