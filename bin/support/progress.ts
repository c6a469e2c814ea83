/** Shows the progress of a long run: a bar on a terminal, elsewhere a line at each tenth and every two seconds. */
const width = 30;

/** Answers a function to call after each finished item. */
export function progress(label: string, total: number, out: NodeJS.WriteStream = process.stderr): () => void {
  const start = performance.now();
  let done = 0;
  let drawnAt = start;
  return () => {
    done += 1;
    const now = performance.now();
    const last = done === total;
    const text = `${label} ${done}/${total} ${Math.round((done * 1000) / Math.max(1, now - start))}/s`;
    if (!out.isTTY) {
      const tenth = Math.floor((done * 10) / total) > Math.floor(((done - 1) * 10) / total);
      if (!tenth && now - drawnAt < 2000) return;
      drawnAt = now;
      out.write(`${text}\n`);
      return;
    }
    if (!last && now - drawnAt < 100) return;
    drawnAt = now;
    const filled = Math.round((done * width) / total);
    out.write(`\r[${'#'.repeat(filled)}${'-'.repeat(width - filled)}] ${text}\u001B[K${last ? '\n' : ''}`);
  };
}
