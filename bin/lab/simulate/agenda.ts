/** Orders planned actions by instant, and those of one instant by the time they were added. */
export type Entry = { at: number; run: () => Promise<void> };

export function createAgenda() {
  const entries: Entry[] = [];
  return {
    add(at: number, run: Entry['run']): void {
      entries.splice(entries.findLastIndex((entry) => entry.at <= at) + 1, 0, { at, run });
    },
    next: (): Entry | undefined => entries.shift(),
  };
}
