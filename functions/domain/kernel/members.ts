/** Copies chosen members of an object. */

/** Returns the named members without those that are undefined. */
export const pick = <T extends object, K extends keyof T>(from: T, ...keys: K[]) =>
  Object.fromEntries(keys.filter((k) => from[k] !== undefined).map((k) => [k, from[k]])) as {
    [P in K]: Exclude<T[P], undefined>;
  };

/** Returns the named members; null for those that are undefined. */
export const orNull = <T extends object, K extends keyof T>(from: T, ...keys: K[]) =>
  Object.fromEntries(keys.map((k) => [k, from[k] ?? null])) as { [P in K]-?: Exclude<T[P], undefined> | null };

/** Returns the members that are not undefined. */
export const defined = <T extends object>(members: T) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
