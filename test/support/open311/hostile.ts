/** What people type who mean ill, and a watch over a page that shows it: everything stays text, nothing runs. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What has been found to break parsers, stores and writers of others. */
export const nastyTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\u0007\u001b[31m',
  '\r\nSet-Cookie: a=b\r\n\r\n<html>',
  '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
  ']]><![CDATA[',
  '&#0;&amp;lt;',
  '\uFFFE\uFFFF',
  '\uD800',
  '%00%ff%fe',
  '../../../etc/passwd',
  '..%2f..%2f',
  "' OR 1=1 --",
  '{"$gt":""}',
  '__proto__',
  'constructor',
  'identity#AMB-2222222',
  'AMB-2222222#complaint',
  'a'.repeat(5000),
  '🚧'.repeat(1500),
  '9'.repeat(400),
  '-0',
  '1e309',
  '0x10',
  'NaN',
  '-3.7',
  '128.2',
  '0000-00-00T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '+275760-09-13T00:00:00Z',
  '1969-12-31T23:59:59-12:00',
  '2026-03-13T09:00:00+09:00',
  ',,,,',
  Array.from({ length: 1500 }, () => 'AMB-2222222').join(','),
  'true',
  'open,closed',
];

/** Each would set `window.broken`, or make an element of its own, on a page that does not escape it. */
export const markup: readonly string[] = [
  '"><script>window.broken = 1</script>',
  "'; alert(1); // <img src=x onerror=window.broken=1>",
  '</textarea><svg onload=window.broken=1>',
  '</title></select></option><iframe srcdoc="<b>x</b>">',
  '<a href="javascript:window.broken=1">klik</a>',
  '{{7*7}} ${7*7} <%= 7 %> &lt;b&gt;',
];

/** One report that every channel takes: the markup, and the nasty texts that are text at all and short. */
export const hostileText = [
  ...markup,
  ...nastyTexts.filter(
    (text) => text.trim().length > 0 && text.length < 100 && /^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(text),
  ),
].join('\n');

/** One line of it: a name, a title, an SMS. */
export const hostileLine = markup[0] ?? '';

/** Watches a page from its first request on. `calm` fails when anything ran, was refused by the page's policy, or made an element. */
export function watch(page: Page): { calm: () => Promise<void> } {
  const heard: string[] = [];
  page.on('dialog', (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  // The browser says here what the page's policy has refused, and also that a form was answered 4xx, which may be.
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) heard.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(page.url() === 'about:blank' ? request.url() : page.url()).host)
      heard.push(`request: ${request.url()}`);
  });
  return {
    async calm() {
      const made = await page.evaluate(() => ({
        broken: 'broken' in window,
        elements: document.querySelectorAll(
          'main script, main img, main iframe, main object, main b b, [onload], [onerror], [srcdoc], a[href^="javascript:"]',
        ).length,
      }));
      expect({ url: page.url(), heard, ...made }).toEqual({ url: page.url(), heard: [], broken: false, elements: 0 });
    },
  };
}
