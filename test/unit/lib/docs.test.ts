/** The documentation names only what exists: links, headings, paths, commands, variables, metrics, alarms, routes, decisions. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../../bin/support/command.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { functionNames } from '../../../lib/function-names.ts';
import { pageRoutes } from '../../../lib/page-routes.ts';
import { deploymentFrom } from '../../../lib/stacks/deployment.ts';
import {
  anchorsOf,
  exists,
  filesOf,
  linksOf,
  pageOf,
  pages,
  read,
  root,
  rowsOf,
  sectionOf,
  spansOf,
  type Page,
} from '../../support/docs.ts';

const sources = filesOf('{functions,lib,bin,test}/**/*.{ts,tsx}').map((file) => ({ file, text: read(file) }));
const productCode = sources.filter(({ file }) => !file.startsWith('test/')).map(({ text }) => text);
const code = productCode.join('\n');
const everyFile = filesOf('{bin,docs,functions,lib,test}/**').concat(filesOf('*'));
const basenames = new Set(everyFile.map((file) => path.basename(file)));

/** What is wrong in any page, as `file: what`. */
const faults = (check: (page: Page) => Iterable<string>): string[] =>
  pages.flatMap((page) => [...check(page)].map((fault) => `${page.file}: ${fault}`));

test('headings name their subject', () => {
  const asking = faults((page) =>
    [...page.prose.matchAll(/^#+ (?:What|Whether|Which|Who|How|When|Where|Why)\b.*$/gm)]
      .map(([heading]) => heading)
      .filter((heading) => !page.file.startsWith('docs/adr/') || !/^## (?:What|Why)$/.test(heading)),
  );
  expect(asking).toEqual([]);
});

test('there are pages to check', () => expect(pages.length).toBeGreaterThan(50));

describe('links', () => {
  test('lead to files that exist and to headings that stand there', () => {
    const broken = faults(function* (page) {
      for (const target of linksOf(page)) {
        if (/^[a-z]+:/.test(target)) continue;
        const [file = '', anchor] = target.split('#');
        const there = file === '' ? page.file : path.posix.join(path.posix.dirname(page.file), file);
        if (!exists(there)) yield target;
        else if (anchor !== undefined && !anchorsOf(pageOf(there)).has(anchor)) yield target;
      }
    });
    expect(broken).toEqual([]);
  });

  test('of the outside world use https, but for the one site that has none', () => {
    const plain = faults((page) => linksOf(page).filter((target) => target.startsWith('http://')));
    expect(plain.filter((one) => !one.includes('http://blog.lapor.go.id/'))).toEqual([]);
  });
});

describe('code', () => {
  test('points at pages and headings that exist', () => {
    const broken = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/\bdocs\/([\w-]+)\.md(?:#([\w-]+))?/g)]
        .filter(([, page = '', anchor]) => {
          const found = pages.find((one) => one.file === `docs/${page}.md`);
          return !found || (anchor !== undefined && !anchorsOf(found).has(anchor));
        })
        .map(([reference]) => `${file}: ${reference}`),
    );
    // Made of a variable: test/infra/alarms.test.ts holds each alarm's heading.
    expect(broken).toEqual([]);
  });

  test('and pages name decisions that exist', () => {
    const known = new Set(filesOf('docs/adr/*.md').map((file) => path.basename(file).slice(0, 3)));
    const named = [...sources, ...pages].flatMap(({ file, text }) =>
      [...text.matchAll(/(?:\bADR |docs\/adr\/)(\d{3})/g)].map((match) => ({ file, number: match[1]! })),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ number }) => !known.has(number))).toEqual([]);
  });

  test('names only npm scripts that exist', () => {
    const scripts = Object.keys(packageJson.scripts);
    const product = sources.filter(({ file }) => !file.startsWith('test/'));
    const named = [...product, ...pages].flatMap(({ file, text }) =>
      [...text.matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)].map((match) => ({ file, script: match[1]! })),
    );
    expect(named.filter(({ script }) => !scripts.includes(script))).toEqual([]);
  });
});

describe('paths in backticks', () => {
  const whole = /^(?:bin|docs|functions|lib|test)\/[\w.*/<>{},-]*$/;
  const bare = /^[a-z][\w-]*(?:\.[a-z]+)*\.(?:ts|tsx|md|mjs)$/;

  test('exist', () => {
    const missing = faults(function* (page) {
      const own = path.posix.basename(page.file) === 'README.md' ? path.posix.dirname(page.file) : undefined;
      for (const span of spansOf(page)) {
        // `<name>` stands for any name.
        const pattern = span.replaceAll(/<[^>]+>/g, '*');
        if (whole.test(span) && filesOf(pattern.replace(/\/$/, '')).length === 0) yield span;
        if (!bare.test(span)) continue;
        const beside = own !== undefined && own !== '.' && own.startsWith('functions');
        if (beside ? filesOf(`${own}/**/${span}`).length === 0 : !basenames.has(span)) yield span;
      }
    });
    expect(missing).toEqual([]);
  });

  test('of tests, as docs/testing.md names them, exist', () => {
    const kinds = /^(unit|contract|infra|local|journeys|faults)\/([\w-]+)$/;
    const named = spansOf(pageOf('docs/testing.md')).flatMap((span) => kinds.exec(span) ?? []).length / 3;
    const missing = spansOf(pageOf('docs/testing.md'))
      .map((span) => kinds.exec(span))
      .filter((match) => match !== null)
      .filter(([, kind, name]) => filesOf(`test/${kind}/**/${name}.test.{ts,tsx}`).length === 0)
      .map(([span]) => span);
    expect(named).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });
});

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

  test('of alarms have a heading in the runbook', () => {
    const headings = anchorsOf(pageOf('docs/runbook.md'));
    const alarm =
      /^[a-z]+(?:-[a-z]+)*-(?:errors|dead|late|failures|behind|throttled|unconfirmed|budget|disabled|ends|revived)$/;
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
  const local = [...read('lib/local/admin.ts').matchAll(/'((?:GET|POST|DELETE) \/_local\/[^']*)'/g)]
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

test('docs/deploy.md lists every option of the CDK context, and no other', () => {
  const asked: string[] = [];
  deploymentFrom((key) => {
    asked.push(key);
    return undefined;
  });
  const listed = rowsOf(sectionOf(pageOf('docs/deploy.md'), 'Settings')).flatMap(([first = '']) =>
    [...first.matchAll(/`(\w+)`/g)].map((match) => match[1]!),
  );
  expect(listed.toSorted()).toEqual([...new Set(asked)].toSorted());
  const used = faults(({ text }) =>
    [...text.matchAll(/-c (\w+)=/g)].map((m) => m[1]!).filter((o) => !asked.includes(o)),
  );
  expect(used).toEqual([]);
});

describe('decisions', () => {
  const files = filesOf('docs/adr/[0-9]*.md');
  const index = pageOf('docs/adr/README.md');

  test('are numbered without a gap that the index does not explain', () => {
    const numbers = new Set(files.map((file) => Number(path.basename(file).slice(0, 3))));
    const explained = [...(/\*\*(.*) do not exist\.\*\*/.exec(index.text)?.[1] ?? '').matchAll(/\d{3}/g)].map(Number);
    const missing = Array.from({ length: Math.max(...numbers) }, (_, i) => i + 1).filter((n) => !numbers.has(n));
    expect(numbers.size).toBe(files.length);
    expect(missing).toEqual(explained);
  });

  test('are all in the index, with a status', () => {
    const rows = rowsOf(index.text).filter(([first = '']) => first.startsWith('['));
    expect(rows.map(([first = '']) => `docs/adr/${/\((.*)\)/.exec(first)?.[1]}`)).toEqual(files);
    expect(rows.filter(([, , status = '']) => status === '')).toEqual([]);
  });

  test.each(files)('%s has What, Why, Consequences and at most Notes, in at most 60 lines', (file) => {
    const { text } = pageOf(file);
    const headings = [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    expect(text).toMatch(new RegExp(`^# ${path.basename(file).slice(0, 3)} `));
    expect(headings.slice(0, 3)).toEqual(['What', 'Why', 'Consequences']);
    expect(headings.slice(3).filter((heading) => heading !== 'Notes')).toEqual([]);
    expect(text.split('\n').length).toBeLessThanOrEqual(61);
  });
});

describe('README.md', () => {
  const page = pageOf('README.md');

  test('has at most 900 words', () => expect(page.text.split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(900));

  test('links every page of docs/ that is for readers', () => {
    const linked = new Set([...linksOf(page), ...linksOf(pageOf('docs/deploy.md'))].map((link) => link.split('#')[0]));
    const unlinked = filesOf('docs/*.md').filter((file) => !linked.has(file) && !linked.has(path.basename(file)));
    expect(unlinked).toEqual([]);
  });

  test('follows one request through the functions, the domain and the adapters', () => {
    const named = spansOf({ ...page, prose: sectionOf(page, 'One request') }).filter((span) => span.endsWith('.ts'));
    const rooms = new Set(named.map((file) => file.split('/')[1]));
    const visited = [
      'intake',
      'http',
      'access',
      'domain',
      'adapters',
      'routing',
      'notification',
      'delivery',
      'escalation',
    ];
    expect(visited.filter((room) => !rooms.has(room))).toEqual([]);
  });
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
    expect(files.length).toBeGreaterThan(6);
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

describe('folders', () => {
  const subjects = filesOf('functions/domain/*/ports.ts')
    .concat(filesOf('functions/domain/*/*.ts'))
    .map((file) => path.posix.dirname(file));
  const folders = [
    ...functionNames.map((name) => `functions/${name}`),
    ...new Set(subjects),
    ...filesOf('functions/adapters/*').filter((file) => /\/(?:dynamodb|aws|http|network)$/.test(file)),
    'functions/access',
    'functions/http',
    'functions/adapters',
    'functions/runtime',
    'bin',
    'bin/lab',
    'lib',
    'test',
  ];

  test.each(folders)('%s has a README of at most 30 lines', (folder) => {
    const { text } = pageOf(`${folder}/README.md`);
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
    expect(text).toContain('**May import:**');
  });

  const importsOf = (text: string): string[] =>
    [...text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1]!);
  /** Rooms that a README's line allows, as paths under `functions/`. */
  const allowedBy = (folder: string): string[] =>
    [...(/\*\*May import:\*\*(.*)/.exec(read(`${folder}/README.md`))?.[1] ?? '').matchAll(/`([\w/.-]+?)\/?`/g)].map(
      (match) => match[1]!,
    );

  test.each([
    ...functionNames.filter((name) => name !== 'pages').map((name) => `functions/${name}`),
    ...new Set(subjects),
  ])('%s imports only what its README allows', (folder) => {
    const allowed = allowedBy(folder).map((room) => (folder.startsWith('functions/domain') ? `domain/${room}` : room));
    const isAllowed = (file: string): boolean =>
      file.startsWith(`${folder.slice('functions/'.length)}/`) || allowed.some((room) => file.startsWith(`${room}/`));
    const refused = filesOf(`${folder}/**/*.{ts,tsx}`).flatMap((file) =>
      importsOf(read(file))
        .map((target) => path.posix.join(path.posix.dirname(file), target).replace(/^functions\//, ''))
        .filter((target) => !isAllowed(target))
        .map((target) => `${file}: ${target}`),
    );
    expect(refused).toEqual([]);
  });
});
