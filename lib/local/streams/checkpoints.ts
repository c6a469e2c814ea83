import type { State } from '../state.ts';

/** Stores the position of each stream consumer, by shard. It lies beside the tables: a position is meaningless without its table. */
export type Checkpoints = {
  read: (reader: string, shard: string) => string | undefined;
  save: (reader: string, shard: string, sequence: string) => void;
};

/** Opens the checkpoints in the state folder. */
export function openCheckpoints(state: State): Checkpoints {
  state.db.exec(`CREATE TABLE IF NOT EXISTS checkpoints
    (reader TEXT NOT NULL, shard TEXT NOT NULL, sequence TEXT NOT NULL, PRIMARY KEY (reader, shard)) STRICT`);
  const select = state.db.prepare('SELECT sequence FROM checkpoints WHERE reader = ? AND shard = ?');
  const replace = state.db.prepare('INSERT OR REPLACE INTO checkpoints (reader, shard, sequence) VALUES (?, ?, ?)');
  return {
    read: (reader, shard) => {
      const row = select.get(reader, shard);
      return row === undefined ? undefined : String(row['sequence']);
    },
    save: (reader, shard, sequence) => {
      replace.run(reader, shard, sequence);
    },
  };
}
