/** Orders planned actions by instant, and those of one instant by the time they were added. */
export type Entry = { at: number; run: () => Promise<void> };

export function createAgenda() {
  const heap: (Entry & { order: number })[] = [];
  let order = 0;
  const before = (a: number, b: number): boolean => {
    const [x, y] = [heap[a]!, heap[b]!];
    return x.at < y.at || (x.at === y.at && x.order < y.order);
  };
  const swap = (a: number, b: number): void => {
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  };
  return {
    add(at: number, run: Entry['run']): void {
      order += 1;
      heap.push({ at, run, order });
      for (let i = heap.length - 1; i > 0 && before(i, (i - 1) >> 1); i = (i - 1) >> 1) swap(i, (i - 1) >> 1);
    },
    next(): Entry | undefined {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined || heap.length === 0) return first;
      heap[0] = last;
      for (let i = 0; ;) {
        const smallest = [2 * i + 1, 2 * i + 2].filter((c) => c < heap.length && before(c, i));
        const child = smallest.length === 2 && before(smallest[1]!, smallest[0]!) ? smallest[1] : smallest[0];
        if (child === undefined) return first;
        swap(i, child);
        i = child;
      }
    },
  };
}
