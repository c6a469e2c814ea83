/** The documentation leads to what exists: links, headings, paths, decisions, and the README of each folder. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { functionNames } from '../../../lib/functions/function-names.ts';
import { subjects } from '../../support/import-rules/rules.ts';
import {
  anchorsOf,
  exists,
  faults,
  filesOf,
  linksOf,
  pageOf,
  pages,
  read,
  rowsOf,
  sectionOf,
  sources,
  spansOf,
} from '../../support/docs.ts';

const basenames = new Set(
  filesOf('{bin,docs,functions,lib,test}/**')
    .concat(filesOf('*'))
    .map((file) => path.basename(file)),
);

test('there are pages to check', () => expect(pages.length).toBeGreaterThan(50));

test('headings name their subject', () => {
  const asking = faults((page) =>
    [...page.prose.matchAll(/^#+ (?:What|Whether|Which|Who|How|When|Where|Why)\b.*$/gm)]
      .map(([heading]) => heading)
      .filter((heading) => !page.file.startsWith('docs/adr/') || !/^## (?:What|Why)$/.test(heading)),
  );
  expect(asking).toEqual([]);
});

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

  /** Of a folder's README: a path from there, such as `scrub/` or `complaints/complaint-items.ts`. */
  const relative = /^[a-z][\w.-]*\/[\w.*/-]*$/;

  test('exist', () => {
    const missing = faults(function* (page) {
      const folder = path.posix.dirname(page.file);
      const own =
        path.posix.basename(page.file) === 'README.md' && /^(?:bin|functions|lib(?!\/city)|test)\b/.test(folder);
      for (const span of spansOf(page)) {
        // `<name>` stands for any name.
        const pattern = span.replaceAll(/<[^>]+>/g, '*').replace(/\/$/, '');
        if (whole.test(span)) {
          if (filesOf(pattern).length === 0) yield span;
        } else if (own && relative.test(span)) {
          const places = [folder, path.posix.dirname(folder), 'functions', 'functions/domain', 'lib/local'];
          if (!places.some((place) => filesOf(`${place}/${pattern}`).length > 0)) yield span;
        } else if (bare.test(span)) {
          if (own ? filesOf(`${folder}/**/${span}`).length === 0 : !basenames.has(span)) yield span;
        }
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

  test('draws the map as the folders are', () => {
    const map = sectionOf(page, 'Map');
    expect(/kernel · [\w ·]+/.exec(map)?.[0].split(' · ')).toEqual(subjects);
    const outside = filesOf('functions/adapters/*/**/*.ts').map((file) => `${file.split('/')[2]}/`);
    expect(/adapters\/ .*: (.*)$/m.exec(map)?.[1]?.split(' ').toSorted()).toEqual([...new Set(outside)].toSorted());
    const rooms = [...map.matchAll(/^ {2}([\w-]+)\/ /gm)].map((match) => match[1]!);
    const shared = filesOf('functions/*').map((file) => file.split('/')[1]!);
    const functions: readonly string[] = functionNames.filter((name) => name !== 'pages');
    expect(rooms.toSorted()).toEqual(shared.filter((room) => !functions.includes(room)).toSorted());
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

describe('folders', () => {
  const domain = subjects.map((name) => `functions/domain/${name}`);
  const folders = [
    ...functionNames.map((name) => `functions/${name}`),
    ...domain,
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

  test.each(subjects.map((name, above) => [name, subjects.slice(0, above)] as const))(
    'functions/domain/%s may import the subjects above it',
    (name, above) => expect(allowedBy(`functions/domain/${name}`)).toEqual(above),
  );

  test.each([...functionNames.filter((name) => name !== 'pages').map((name) => `functions/${name}`), ...domain])(
    '%s imports only what its README allows',
    (folder) => {
      const allowed = allowedBy(folder).map((room) =>
        folder.startsWith('functions/domain') ? `domain/${room}` : room,
      );
      const isAllowed = (file: string): boolean =>
        file.startsWith(`${folder.slice('functions/'.length)}/`) || allowed.some((room) => file.startsWith(`${room}/`));
      const refused = filesOf(`${folder}/**/*.{ts,tsx}`).flatMap((file) =>
        importsOf(read(file))
          .map((target) => path.posix.join(path.posix.dirname(file), target).replace(/^functions\//, ''))
          .filter((target) => !isAllowed(target))
          .map((target) => `${file}: ${target}`),
      );
      expect(refused).toEqual([]);
    },
  );
});
