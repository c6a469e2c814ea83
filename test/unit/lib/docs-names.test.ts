/** The documentation names what exists: variables, metrics, alarms, routes, commands with their options, settings, and the files of CONTRIBUTING. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../../bin/support/command.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { functionNames } from '../../../lib/functions/function-names.ts';
import { pageRoutes } from '../../../lib/functions/page-routes.ts';
import { settings } from '../../../lib/city/settings.ts';
import {
  anchorsOf,
  faults,
  filesOf,
  pageOf,
  pages,
  read,
  root,
  rowsOf,
  sectionOf,
  sources,
  spansOf,
} from '../../support/docs.ts';

const code = sources
  .filter(({ file }) => !file.startsWith('test/'))
  .map(({ text }) => text)
  .join('\n');

describe('names in backticks', () => {
  test('of variables, states and constants stand in the code', () => {
    const unknown = faults((page) =>
      page.file === 'docs/runbook.md'
        ? []
        : spansOf(page).filter((span) => /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(span) && !code.includes(span)),
    );
    expect(unknown).toEqual([]);
  });

  test('of metrics and outputs stand in the code; the runbook also names errors of AWS', () => {
    const unknown = faults(({ file, ...page }) =>
      file === 'docs/runbook.md'
        ? []
        : spansOf({ file, ...page }).filter(
            (span) => /^[A-Z][a-z]+(?:[A-Z][a-z]+)+$/.test(span) && !new RegExp(`\\b${span}\\b`).test(code),
          ),
    );
    expect(unknown).toEqual([]);
  });

  test('of functions, written with their brackets, stand in the code', () => {
    const unknown = faults((page) =>
      spansOf(page).filter((span) => {
        const name = /^([a-z][A-Za-z]+)\(\)$/.exec(span)?.[1];
        return name !== undefined && name !== 'import' && !new RegExp(`(?:function|const) ${name}\\b`).test(code);
      }),
    );
    expect(unknown).toEqual([]);
  });

  test('of alarms have a heading in the runbook', () => {
    const headings = anchorsOf(pageOf('docs/runbook.md'));
    const alarm =
      /^[a-z]+(?:-[a-z]+)*-(?:errors|dead|late|failures|behind|throttled|unconfirmed|budget|disabled|ends|revived|items)$/;
    expect(faults((page) => spansOf(page).filter((span) => alarm.test(span) && !headings.has(span)))).toEqual([]);
  });
});

describe('docs/runbook.md', () => {
  const { text } = pageOf('docs/runbook.md');
  const argumentsOf = (command: string): string[] => [
    ...new Set([...text.matchAll(new RegExp(`(?:\\$\\(|^|\`)${command} "?([\\w-]+)`, 'gm'))].map((match) => match[1]!)),
  ];

  test.each(['errors', 'call'])('its command %s is given functions that exist', (command) => {
    const named = argumentsOf(command);
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((name) => !functionNames.some((known) => known === name))).toEqual([]);
  });

  test('reads outputs that the stack has', () => {
    const stack = read('lib/stacks/service-stack.ts');
    const named = argumentsOf('output');
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((name) => !new RegExp(`\\b${name}:`).test(stack))).toEqual([]);
  });

  test('reads queues that have an alarm, and the two that are sent to', () => {
    const headings = anchorsOf(pageOf('docs/runbook.md'));
    const queues = argumentsOf('queue').filter((name) => !['messages', 'webhooks'].includes(name));
    expect(queues.length).toBeGreaterThan(3);
    expect(queues.filter((name) => !headings.has(name))).toEqual([]);
  });

  test('reads metrics of ours that functions publish', () => {
    const named = [...text.matchAll(/--namespace Tanggap --metric-name (\w+)/g)].map((match) => match[1]!);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !read('functions/runtime/metrics.ts').includes(`'${name}'`))).toEqual([]);
  });
});

describe('routes', () => {
  const api = Object.entries(JSON.parse(read('docs/openapi.json')).paths as Record<string, object>).flatMap(
    ([at, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${at}`),
  );
  const local = [...read('lib/local/endpoints/local-endpoints.ts').matchAll(/'((?:GET|POST|DELETE) \/_local\/[^']*)'/g)]
    .map(([, r]) => r!)
    .concat('GET /_local/phone');
  const isPlaceholder = (segment: string): boolean => /^[{<].*[}>]$/.test(segment);

  /** Whether a documented route is one of those known; `{…}` on either side stands for anything, a leading `…` for any beginning. */
  function isKnown(documented: string, known: readonly string[]): boolean {
    const [method, rest = ''] = documented.split(' ');
    const wanted = rest.replace(/[?#].*$/, '').split('/');
    return known.some((route) => {
      const [verb, at = ''] = route.split(' ');
      const segments = at.split('/');
      const compared = wanted[0] === '…' ? segments.slice(1 - wanted.length) : segments;
      const asked = wanted[0] === '…' ? wanted.slice(1) : wanted;
      return (
        verb === method &&
        compared.length === asked.length &&
        compared.every((one, i) => one === asked[i] || isPlaceholder(one) || isPlaceholder(asked[i] ?? ''))
      );
    });
  }

  test('of the API are in the OpenAPI document', () => {
    const documented = /^(?:GET|POST|PUT|DELETE) (?:…|\/(?:v1|open311|sms|openapi\.json|docs))[^\s]*/;
    const unknown = faults((page) =>
      spansOf(page)
        .map((span) => documented.exec(span)?.[0])
        .filter((route) => route !== undefined)
        // A list of values, such as `groupBy=agency|service`, belongs to the query.
        .filter((route) => !isKnown(route, api) && !isKnown(`${route}.json`, api) && !route.endsWith('/…')),
    );
    expect(unknown).toEqual([]);
  });

  test('of the local cloud exist there', () => {
    const unknown = faults((page) =>
      spansOf(page)
        .map((span) => /^(?:GET|POST|DELETE) \/_local\/[\w/.-]*/.exec(span)?.[0])
        .filter((route) => route !== undefined && !route.startsWith('GET /_local/oidc'))
        .filter((route) => !route!.startsWith('POST /_local/webhooks') && !local.includes(route!))
        .map(String),
    );
    expect(unknown).toEqual([]);
  });

  test('of the local cloud are all listed in its README', () => {
    const listed = spansOf(pageOf('lib/local/README.md')).join(' ');
    const missing = local.map((route) => route.split(' ')[1]!).filter((at) => !listed.includes(at));
    expect(local.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });

  test('of pages, as docs/pages.md lists them, exist', () => {
    const addresses = rowsOf(pageOf('docs/pages.md').text)
      .map(([first = '']) => /^`(?:(POST) )?(\/[^`?]*)(?:\?[^`]*)?`/.exec(first))
      .filter((match) => match !== null)
      .map(([, method = 'GET', address = '']) => `${method} ${address}`);
    expect(addresses.length).toBeGreaterThan(15);
    expect(addresses.filter((address) => !isKnown(address, pageRoutes))).toEqual([]);
  });
});

describe('commands', () => {
  const page = pageOf('docs/commands.md');
  const programs = Object.entries(packageJson.scripts).flatMap(([script, line]) => {
    const file = /^node (bin\/\S+\.ts)$/.exec(line)?.[1];
    return file === undefined ? [] : [{ script, file }];
  });
  const usageOf = async (file: string): Promise<string> => {
    const printed: string[] = [];
    const loaded = (await import(path.join(root, file))) as { default?: Command };
    await loaded.default?.execute(['--help'], { log: (text: string) => printed.push(text), error: () => undefined });
    return printed.join('\n');
  };
  const optionsIn = (text: string): string[] =>
    [...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option);

  test('are all listed', () => {
    const listed = new Set(spansOf(page).flatMap((span) => /^npm (?:run )?([\w:-]+)/.exec(span)?.[1] ?? []));
    expect(Object.keys(packageJson.scripts).filter((script) => script !== 'start' && !listed.has(script))).toEqual([]);
  });

  test('npm start has every one of its options listed', async () => {
    const told = rowsOf(sectionOf(page, 'The local city')).flatMap(([first = '']) => optionsIn(first));
    const options = optionsIn(await usageOf('bin/local.ts')).filter((option) => option !== '--help');
    expect(told.toSorted()).toEqual([...new Set(options)].toSorted());
  });

  test.each(programs)('npm run $script is documented with options that it has', async ({ script, file }) => {
    const usage = await usageOf(file);
    const call = new RegExp(`npm (?:run )?${script} -- ([^\`\n#)]*)`, 'g');
    const used = pages.flatMap(({ text }) => [...text.matchAll(call)].flatMap((match) => optionsIn(match[1]!)));
    const known = new Set(optionsIn(usage));
    expect(usage === '' ? [] : used.filter((option) => !known.has(option))).toEqual([]);
  });
});

test('docs/deploy.md lists every setting of a stage, and pages name no other option of the CDK context', () => {
  const asked = ['city', 'stage', 'webhookLoopback'];
  const listed = rowsOf(sectionOf(pageOf('docs/deploy.md'), 'Settings')).flatMap(([first = '']) =>
    [...first.matchAll(/`(\w+)`/g)].map((match) => match[1]!),
  );
  expect(listed.toSorted()).toEqual(Object.keys(settings.shape).toSorted());
  const used = faults(({ text }) =>
    [...text.matchAll(/-c (\w+)=/g)].map((m) => m[1]!).filter((o) => !asked.includes(o)),
  );
  expect(used).toEqual([]);
});

describe('CONTRIBUTING.md', () => {
  const page = pageOf('CONTRIBUTING.md');
  /** Whether a section names a file: by its path, its folder, or its place in a language's folder. */
  const names = (heading: string): ((file: string) => boolean) => {
    const spans = spansOf({ ...page, prose: sectionOf(page, heading) });
    const patterns = spans.map(
      (span) => new RegExp(`^${span.replaceAll('.', String.raw`\.`).replaceAll(/<[^>]+>/g, '[\\w-]+')}$`),
    );
    const both = spans.flatMap((folder) => spans.map((name) => `${folder}/${name}`));
    return (file) => patterns.some((pattern) => pattern.test(file)) || both.includes(file);
  };
  const holding = (pattern: RegExp, rooms: string): string[] =>
    filesOf(rooms).filter((file) => !file.includes('/README') && pattern.test(read(file)));

  // What is true of one that exists is asked of one that is added.
  test('lists every file that an action stands in', () => {
    const files = holding(
      /^\s*(?:'respond',|respond:|\{ action: 'respond'|\['respond')|respond +owner|'respond by/m,
      '{functions,lib,test/support}/**/*.{ts,tsx}',
    );
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => !names('Add an action')(file))).toEqual([]);
  });

  test('lists every file that an index stands in, but for its reader', () => {
    const files = holding(/wakeKey|'wake'/, '{functions,lib,bin,test/infra}/**/*.ts');
    expect(files.length).toBeGreaterThan(4);
    expect(files.filter((file) => !names('Add an index')(file) && !file.endsWith('complaint-indexes.ts'))).toEqual([]);
  });

  test('lists every file that a function stands in', () => {
    const files = holding(
      /'?conversation'?[,:(]|functions\.conversation|Conversation: \[|ConversationFunction/,
      '{lib,test/infra}/**/*.ts',
    );
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => !names('Add a function')(file))).toEqual([]);
  });
});
