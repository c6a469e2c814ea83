/** Shows how far a long run is: a bar that redraws itself on a terminal, a line at each tenth elsewhere. */
const width = 30;

/** Answers a function to call after each finished item. */
export function progress(label: string, total: number, out: NodeJS.WriteStream = process.stderr): () => void {
  const start = performance.now();
  let done = 0;
  let drawnAt = 0;
  return () => {
    done += 1;
    const now = performance.now();
    const last = done === total;
    const text = `${label} ${done}/${total} ${Math.round((done * 1000) / Math.max(1, now - start))}/s`;
    if (!out.isTTY) {
      if (Math.floor((done * 10) / total) > Math.floor(((done - 1) * 10) / total)) out.write(`${text}\n`);
      return;
    }
    if (!last && now - drawnAt < 100) return;
    drawnAt = now;
    const filled = Math.round((done * width) / total);
    out.write(`\r[${'#'.repeat(filled)}${'-'.repeat(width - filled)}] ${text}\u001B[K${last ? '\n' : ''}`);
  };
}
