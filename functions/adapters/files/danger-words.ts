/** Reads the city's danger words from a file beside the function's code, when the first text is looked at. */
import { readFileSync } from 'node:fs';
import type { DangerWords } from '../../domain/city/danger-words.ts';
import { dangerIn } from '../../domain/recognition/danger.ts';
import type { FindDanger } from '../../domain/recognition/ports.ts';

/** Returns the finder of dangers. The file was checked when the city was synthesised. */
export function dangerFinder(file: URL): FindDanger {
  let words: DangerWords[] | undefined;
  return (text) => {
    words ??= JSON.parse(readFileSync(file, 'utf8')) as DangerWords[];
    return dangerIn(text, words);
  };
}
