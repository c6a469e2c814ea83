/**
 * Replaces this thread's `Date` by one that reads the moved clock: `Date.now()`, `new Date()` and `Date()`. Timers and `performance.now()` stay
 * on the real clock. `shared`: the offset in ms, one BigInt64, changed by the main thread.
 */
export function shiftDate(shared: SharedArrayBuffer): void {
  const offset = new BigInt64Array(shared);
  const RealDate = Date;
  const now = (): number => RealDate.now() + Number(Atomics.load(offset, 0));
  const Shifted = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver): unknown => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
  RealDate.prototype.constructor = Shifted;
  globalThis.Date = Shifted;
}
