/** What a browser posts of a form that nobody has touched, from the HTML of our own renderer. */

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const unescaped = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name]!);

const marks = String.raw`((?:\s+[\w-]+(?:="[^"]*")?)*)\s*`;
const control = new RegExp(`<input${marks}/?>|<textarea${marks}>([^<]*)|<select${marks}>(.*?)</select>`, 'gs');
const option = new RegExp(`<option${marks}>`, 'g');

const attributesOf = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, unescaped(value)]));

/** The pairs of the form in this HTML, as a browser sends them: line breaks as two characters, none from a one-line input. */
export function postedFrom(html: string): URLSearchParams {
  const posted = new URLSearchParams();
  for (const [, input, area, text = '', select, options = ''] of html.matchAll(control)) {
    const attributes = attributesOf(input ?? area ?? select ?? '');
    const name = attributes.get('name');
    const value = attributes.get('value') ?? '';
    if (name === undefined) continue;
    if (area !== undefined) {
      const shown = unescaped(text).replaceAll(/\r\n?/g, '\n').replace(/^\n/, '');
      posted.append(name, shown.replaceAll('\n', '\r\n'));
    } else if (select !== undefined) {
      const all = [...options.matchAll(option)].map(([, one = '']) => attributesOf(one));
      posted.append(name, (all.find((one) => one.has('selected')) ?? all[0])?.get('value') ?? '');
    } else if (attributes.get('type') !== 'checkbox') posted.append(name, value.replaceAll(/[\r\n]/g, ''));
    else if (attributes.has('checked')) posted.append(name, value);
  }
  return posted;
}
