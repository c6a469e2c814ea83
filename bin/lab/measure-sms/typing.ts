/** Makes the typing errors of a thumb: case, doubled, lost and swapped letters, lost spaces, stray signs. */

/** Returns a seeded generator, so that a failing text can be made again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const signs = '.,!?;:-  ';

/** Mistypes a text. `rate`: share of its letters that change. */
export function mistype(text: string, random: () => number, rate = 0.05): string {
  let out = '';
  for (let i = 0; i < text.length; i += 1) {
    const [char, next] = [text[i] ?? '', text[i + 1] ?? ''];
    if (random() >= rate) {
      out += random() < rate ? swapCase(char) : char;
      continue;
    }
    const kind = Math.floor(random() * 4);
    if (kind === 0) out += char + char;
    if (kind === 2) {
      out += next + char;
      i += 1;
    }
    if (kind === 3) out += char + (signs[Math.floor(random() * signs.length)] ?? '');
    // 1: the letter is lost.
  }
  return random() < 0.3 ? out.toUpperCase() : out;
}

const swapCase = (char: string): string => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase());
