/** Finds copies and near-copies of one text, so that a split never puts one on each side. */

/** Words per shingle. */
const shingleLength = 3;
/** A shingle in more texts than this is a formula ("mohon segera ditindaklanjuti"), not a sign of copying. */
const commonShingle = 60;
/** Share of shingles in common (of both texts together) that makes two texts near-copies. */
const alike = 0.4;
/** Share of the shorter text's shingles found in the longer one that makes it a copy with additions… */
const contained = 0.7;
/** …when it has at least this many in common: short texts share formulas by chance. */
const leastShared = 6;
/** Texts with the same opening of so many letters and digits are copies: the corpus's own split used this too. */
const opening = 80;

/** Sets that merge: answers the find and union functions over 0 … size - 1; a set is named by its lowest member. */
function unionFind(size: number) {
  const parent = Array.from({ length: size }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[i] = root;
    return root;
  };
  const union = (a: number, b: number): void => {
    const [low, high] = [find(a), find(b)].sort((x, y) => x - y);
    if (low !== undefined && high !== undefined) parent[high] = low;
  };
  return { find, union };
}

function shinglesOf(words: readonly string[]): Set<string> {
  const shingles = new Set<string>();
  for (let i = 0; i + shingleLength <= words.length; i += 1) shingles.add(words.slice(i, i + shingleLength).join(' '));
  return shingles;
}

/** The group of each text: the index of the first text that is a copy or near-copy of it, directly or by a chain. */
export function groupTexts(texts: readonly { text: string; duplicate: string }[]): number[] {
  const { find, union } = unionFind(texts.length);
  const firstWith = new Map<string, number>();
  const holders = new Map<string, number[]>();
  const shingles = texts.map(({ text, duplicate }, i) => {
    const plain = text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\[[a-z_]+\]/g, ' ');
    const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
    const letters = words.join('');
    const marks = [`text ${letters}`];
    if (duplicate !== '') marks.push(`marked ${duplicate}`);
    if (letters.length >= opening) marks.push(`opening ${letters.slice(0, opening)}`);
    for (const mark of marks) {
      const first = firstWith.get(mark);
      if (first === undefined) firstWith.set(mark, i);
      else union(first, i);
    }
    const own = shinglesOf(words);
    for (const shingle of own) holders.set(shingle, [...(holders.get(shingle) ?? []), i].slice(0, commonShingle + 1));
    return own;
  });
  shingles.forEach((own, i) => {
    const shared = new Map<number, number>();
    for (const shingle of own) {
      const others = holders.get(shingle) ?? [];
      if (others.length > commonShingle) continue;
      for (const j of others) if (j < i) shared.set(j, (shared.get(j) ?? 0) + 1);
    }
    for (const [j, count] of shared) {
      const other = shingles[j]?.size ?? 0;
      const copy = count >= leastShared && count >= contained * Math.min(own.size, other);
      if (copy || count >= alike * (own.size + other - count)) union(i, j);
    }
  });
  return texts.map((_, i) => find(i));
}
