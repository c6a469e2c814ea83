/** Writes a list of texts as lines of a text area. A line break inside a text is written `\n` and a backslash twice, so that nothing is lost. */

export const toLines = (texts: readonly string[]): string =>
  texts.map((text) => text.replaceAll('\\', '\\\\').replaceAll('\n', String.raw`\n`)).join('\n');

export const fromLines = (lines: string): string[] =>
  lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.replaceAll(/\\([\\n])/g, (_, escaped: string) => (escaped === 'n' ? '\n' : '\\')));
