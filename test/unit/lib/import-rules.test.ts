/** Each row of the import rules lets its own through and refuses the rest, by every form of import (docs/adr/021-import-rules.md). */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { judge, rowOf } from '../../support/import-rules/judge.ts';
import { rows, subjects } from '../../support/import-rules/rules.ts';

const forms = {
  import: (from: string) => `import { thing } from '${from}';`,
  'import for its effects': (from: string) => `import '${from}';`,
  'import type': (from: string) => `import type { Thing } from '${from}';`,
  'inline type': (from: string) => `import { type Thing } from '${from}';`,
  're-export': (from: string) => `export { thing } from '${from}';`,
  're-export of all': (from: string) => `export * from '${from}';`,
  're-export of types': (from: string) => `export type { Thing } from '${from}';`,
  'dynamic import': (from: string) => `const thing = await import('${from}');`,
  'type of a module': (from: string) => `type Thing = import('${from}').Thing;`,
};
type Form = keyof typeof forms;
const ofTypes: readonly Form[] = ['import type', 'inline type', 're-export of types', 'type of a module'];
const all = Object.keys(forms) as Form[];
const ofValues = all.filter((form) => !ofTypes.includes(form));

/** What functions/follow-up holds in this test: a schema, a type and a use case. */
const module =
  'export const thing = z.object({});\nexport type Thing = 1;\nexport function act() {}\nexport const go = () => 1;';

const judged = (file: string, text: string): string[] => judge(file, text, () => module);

function refusals(file: string, target: string, form: Form): string[] {
  const relative = path.posix.relative(path.posix.dirname(file), target);
  const specifier = target.endsWith('.ts') || target.endsWith('.tsx') ? relative.replace(/^(?!\.)/, './') : target;
  return judged(file, forms[form](specifier));
}

type Case = { file: string; passes: readonly string[]; types?: readonly string[]; refused: readonly string[] };

const subjectCases = subjects.map((subject, i): Case => {
  const below = subjects.slice(i + 1).map((other) => `functions/domain/${other}/ports.ts`);
  return {
    file: `functions/domain/${subject}/rules.ts`,
    passes: [...subjects.slice(0, i + 1).map((other) => `functions/domain/${other}/ports.ts`), 'zod'],
    refused: [
      ...below,
      'functions/access/officer.ts',
      'functions/adapters/dynamodb/keys.ts',
      'functions/http/cursor.ts',
      'functions/intake/file-report.ts',
      'functions/runtime/clock.ts',
      'lib/city/index.ts',
      '@aws-sdk/client-kms',
      '@aws-lambda-powertools/logger',
      'node:fs',
    ],
  };
});

const cases: readonly Case[] = [
  ...subjectCases,
  {
    file: 'functions/adapters/dynamodb/complaints/complaint-store.ts',
    passes: [
      'functions/adapters/dynamodb/keys.ts',
      'functions/domain/complaint/ports.ts',
      'functions/runtime/logger.ts',
      '@aws-sdk/lib-dynamodb',
    ],
    refused: [
      'functions/adapters/aws/kms-text.ts',
      'functions/delivery/deps.ts',
      'functions/http/problem.ts',
      'functions/access/rules.ts',
      'functions/pages/ports.ts',
      'lib/city/index.ts',
      'aws-cdk-lib',
      '@aws-sdk/client-kms',
    ],
  },
  {
    file: 'functions/adapters/aws/message-queue-sqs.ts',
    passes: ['functions/domain/messages/ports.ts', 'functions/adapters/aws/kms-text.ts', '@aws-sdk/client-sqs'],
    refused: [
      'functions/adapters/dynamodb/keys.ts',
      'functions/delivery/deps.ts',
      'functions/http/views/countdown.ts',
      '@aws-sdk/lib-dynamodb',
    ],
  },
  {
    file: 'functions/adapters/files/routing-model.ts',
    passes: ['functions/domain/recognition/suggestion-model.ts', 'node:fs'],
    refused: ['functions/adapters/http/oidc.ts', 'functions/follow-up/suggest-routing.ts'],
  },
  {
    file: 'functions/adapters/http/city-api.ts',
    passes: ['functions/pages/ports.ts', 'functions/domain/city/records.ts', 'node:https'],
    refused: ['functions/pages/shell/visit.ts', 'functions/http/problem.ts', 'functions/adapters/aws/kms-text.ts'],
  },
  {
    file: 'functions/access/officer.ts',
    passes: ['functions/access/secrets.ts', 'functions/domain/city/ports.ts'],
    refused: ['functions/http/problem.ts', 'functions/adapters/dynamodb/keys.ts', 'functions/runtime/clock.ts'],
  },
  {
    file: 'functions/http/views/complaint-view.ts',
    passes: [
      'functions/http/problem.ts',
      'functions/access/rules.ts',
      'functions/domain/city/records.ts',
      '@middy/core',
    ],
    refused: ['functions/follow-up/read-me.ts', 'functions/adapters/dynamodb/keys.ts', 'functions/pages/ports.ts'],
  },
  {
    file: 'functions/runtime/clock.ts',
    passes: ['functions/runtime/logger.ts', '@aws-lambda-powertools/metrics'],
    types: ['functions/domain/kernel/ports.ts'],
    refused: ['functions/domain/city/ports.ts', 'functions/http/problem.ts'],
  },
  {
    file: 'functions/follow-up/follow-up.lambda.ts',
    passes: [
      'functions/follow-up/routes.ts',
      'functions/adapters/dynamodb/keys.ts',
      'functions/http/api-handler.ts',
      'functions/runtime/env.ts',
    ],
    refused: ['functions/intake/file-report.ts', 'functions/intake/intake.lambda.ts', '@aws-sdk/client-kms'],
  },
  {
    file: 'functions/follow-up/routes.ts',
    passes: [
      'functions/follow-up/act-as-staff.ts',
      'functions/http/api-handler.ts',
      'functions/access/officer.ts',
      'functions/domain/kernel/errors.ts',
    ],
    refused: [
      'functions/intake/file-report.ts',
      'functions/adapters/dynamodb/keys.ts',
      'functions/runtime/clock.ts',
      'functions/follow-up/follow-up.lambda.ts',
    ],
  },
  {
    file: 'functions/query/open311/open311-routes.ts',
    passes: ['functions/query/open311/requests.ts', 'functions/http/api-handler.ts'],
    refused: ['functions/follow-up/post-update.ts', 'functions/adapters/dynamodb/keys.ts'],
  },
  {
    file: 'functions/follow-up/act-as-staff.ts',
    passes: [
      'functions/follow-up/action-schemas.ts',
      'functions/domain/complaint/transition.ts',
      'functions/access/officer.ts',
      'functions/http/views/receipt-schemas.ts',
      'functions/http/open311/document.ts',
      'functions/http/cursor.ts',
    ],
    refused: [
      'functions/intake/file-report.ts',
      'functions/http/problem.ts',
      'functions/http/api-handler.ts',
      'functions/http/json-body.ts',
      'functions/adapters/dynamodb/complaints/complaint-store.ts',
      'functions/runtime/clock.ts',
      'functions/follow-up/routes.ts',
      'functions/follow-up/follow-up.lambda.ts',
      'functions/pages/ports.ts',
      'lib/city/index.ts',
      'bin/officer.ts',
      'test/support/ambon.ts',
      '@aws-sdk/client-kms',
      '@aws-lambda-powertools/logger',
      'aws-cdk-lib',
    ],
  },
  ...['citizen', 'public', 'officer', 'admin'].map((audience): Case => {
    const other = audience === 'public' ? 'citizen' : 'public';
    return {
      file: `functions/pages/${audience}/page.tsx`,
      passes: [
        'functions/pages/shell/layout.tsx',
        'functions/pages/words/en/citizen.ts',
        'functions/pages/ports.ts',
        'functions/domain/city/records.ts',
        'functions/domain/complaint/complaint.ts',
        `functions/pages/${audience}/other.tsx`,
        ...(audience === 'admin' ? ['functions/domain/administration/record-kinds.ts'] : []),
      ],
      types: ['functions/http/views/view-schemas.ts', 'functions/domain/kernel/errors.ts'],
      refused: [
        `functions/pages/${other}/page.tsx`,
        'functions/http/api-handler.ts',
        'functions/query/list-complaints.ts',
        'functions/adapters/http/city-api.ts',
        'functions/domain/messages/ports.ts',
        'functions/domain/administration/checks.ts',
        ...(audience === 'admin' ? [] : ['functions/domain/administration/record-kinds.ts']),
      ],
    };
  }),
  {
    file: 'functions/pages/words/en/citizen.ts',
    passes: ['functions/pages/words/id/citizen.ts'],
    refused: ['functions/pages/shell/visit.ts', 'functions/domain/city/records.ts'],
  },
  {
    file: 'functions/pages/shell/visit.ts',
    passes: [
      'functions/pages/shell/layout.tsx',
      'functions/pages/words/en/citizen.ts',
      'functions/pages/ports.ts',
      'functions/http/api-handler.ts',
      'functions/domain/kernel/ports.ts',
      'preact',
    ],
    refused: ['functions/pages/officer/paths.ts', 'functions/query/list-complaints.ts', 'functions/runtime/clock.ts'],
  },
  {
    file: 'functions/pages/ports.ts',
    passes: [],
    types: ['functions/domain/kernel/errors.ts'],
    refused: ['functions/pages/shell/visit.ts', 'functions/http/problem.ts', 'functions/adapters/http/city-api.ts'],
  },
  {
    file: 'lib/local/time/moved-clock.ts',
    passes: ['lib/local/json.ts', 'node:sqlite'],
    types: ['functions/domain/kernel/ports.ts', 'functions/intake/report-schema.ts'],
    refused: ['lib/city/index.ts', 'lib/functions/function-names.ts', 'bin/local.ts', 'aws-cdk-lib', 'constructs'],
  },
  {
    file: 'lib/openapi/operations/staff.ts',
    passes: ['lib/openapi/operation.ts', 'functions/domain/city/records.ts', 'aws-cdk-lib', 'aws-cdk-lib/aws-sqs'],
    refused: [
      'lib/local/time/moved-clock.ts',
      'functions/adapters/dynamodb/keys.ts',
      'functions/access/rules.ts',
      'functions/follow-up/follow-up.lambda.ts',
      'functions/follow-up/routes.ts',
      'functions/pages/ports.ts',
      'functions/runtime/env.ts',
      'functions/http/problem.ts',
      'bin/app.ts',
      'test/support/ambon.ts',
    ],
  },
  {
    file: 'bin/officer.ts',
    passes: ['bin/support/target.ts', 'lib/city/index.ts', 'functions/adapters/dynamodb/keys.ts', 'jose'],
    refused: ['test/support/ambon.ts'],
  },
  {
    file: 'bin/release.ts',
    passes: ['bin/support/command.ts', 'test/compat/release.ts', 'esbuild'],
    refused: ['functions/domain/city/records.ts', 'lib/city/index.ts', 'test/support/ambon.ts'],
  },
  {
    file: 'test/unit/lib/city.test.ts',
    passes: ['test/support/ambon.ts', 'bin/support/target.ts', 'lib/city/index.ts', 'functions/domain/city/records.ts'],
    refused: ['scripts/some.ts'],
  },
];

/** The forms by which a file may not import a target. */
const refusedForms = (file: string, target: string): Form[] =>
  all.filter((form) => refusals(file, target, form).length > 0);

describe.each(cases)('$file', ({ file, passes, types = [], refused }) => {
  test.each(passes)('may import %s', (target) => expect(refusedForms(file, target)).toEqual([]));

  test.each(types)('may import types of %s, and nothing else', (target) =>
    expect(refusedForms(file, target)).toEqual(ofValues),
  );

  test.each(refused)('may not import %s', (target) => expect(refusedForms(file, target)).toEqual(all));
});

test('each row is the row of a case above', () => {
  const tried = new Set(cases.map(({ file }) => rowOf(file)));
  expect(rows.filter((row) => !tried.has(row)).map(({ from }) => from)).toEqual([]);
});

test('a file that no row is about is refused', () => {
  expect(judged('functions/stray.ts', '')).toHaveLength(1);
});

describe('lib and a function share', () => {
  const of = (text: string) => judged('lib/openapi/document.ts', `${text} from '../../functions/follow-up/a.ts';`);

  test.each(['{ thing }', '{ type Thing }', '{ type act }', '{ thing, type Thing }'])(
    'constants and types: %s',
    (names) => expect(of(`import ${names}`)).toEqual([]),
  );

  test.each(['import { act }', 'import { go }', 'import { thing, act }', 'import { absent }'])(
    'no function: %s',
    (text) => expect(of(text)).toHaveLength(1),
  );

  test.each(['import * as all', 'import all', 'export *'])('no whole module: %s', (text) =>
    expect(of(text)).toHaveLength(1),
  );
});

describe('the domain takes from node:crypto', () => {
  const file = 'functions/domain/complaint/chain.ts';

  test.each(['createHash', 'createHmac', 'createHash, timingSafeEqual'])('%s', (names) => {
    expect(judged(file, `import { ${names} } from 'node:crypto';`)).toEqual([]);
  });

  test.each([
    `import { randomBytes } from 'node:crypto';`,
    `import { createHash, randomUUID } from 'node:crypto';`,
    `import * as crypto from 'node:crypto';`,
    `import crypto from 'node:crypto';`,
    `export * from 'node:crypto';`,
    `const crypto = await import('node:crypto');`,
  ])('and not by %s', (text) => {
    expect(judged(file, text)).toHaveLength(1);
  });
});

describe('an import is told from what looks like one', () => {
  const file = 'functions/follow-up/act-as-staff.ts';

  test('a text and a comment are none', () => {
    expect(
      judged(file, `/* import '../intake/x.ts' */ const s = "import('../intake/x.ts')"; // export * from 'y'`),
    ).toEqual([]);
  });

  test('one whose module is computed is refused, but for lib/local, bin and test', () => {
    const text = 'const name = "a"; const thing = await import(name);';
    expect(judged(file, text)).toEqual([`${file}:1: may not import what a variable names`]);
    for (const allowed of ['lib/local/a.ts', 'bin/a.ts', 'test/a.ts']) expect(judged(allowed, text)).toEqual([]);
  });

  test('in a page with markup too, each with its line', () => {
    const page = `import { a } from '../shell/a.tsx';\nimport { b } from '../../intake/b.ts';\nexport const C = () => <p>{a}{b}</p>;`;
    expect(judged('functions/pages/public/c.tsx', page)).toEqual([
      'functions/pages/public/c.tsx:2: may not import ../../intake/b.ts (b)',
    ]);
  });

  test('what does not parse is an error', () => {
    expect(() => judged(file, 'import {')).toThrow(file);
  });
});
